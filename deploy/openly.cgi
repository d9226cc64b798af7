#!/srv/openly/.venv/bin/python
"""CGI (RFC 3875): one start of Python for every page. Name your own Python above.

On a host with a folder cgi-bin and nothing else: copy this file there and write the checkout's
folder below. Settings come from the host (SetEnv), or from os.environ["OPENLY_…"] = "…" here.
"""

import sys
from wsgiref.handlers import CGIHandler

sys.path.insert(0, "/srv/openly")

from wsgi import application

CGIHandler().run(application)
