"""AWS Lambda behind API Gateway or a load balancer: the handler is `deploy.aws_lambda.handler`.

Put wsgi.py, site/, templates/, static/, translations/, deploy/ and the packages of
requirements/run.txt with apig-wsgi at the top of the archive.
"""

from apig_wsgi import make_lambda_handler
from wsgi import application

# Compressed pages are bytes and travel as base64.
handler = make_lambda_handler(application, binary_support=True)
