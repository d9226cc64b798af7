"""What AWS sends to a function for a request, and the answer that it makes of the result."""

from base64 import b64decode
from collections.abc import Callable, Mapping
from email.message import Message
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.hosts.reading import READER, Answer, Fetch

Event = dict[str, Any]
Handler = Callable[[Event, object], dict[str, Any]]


def api_gateway(method: str, path: str, headers: Mapping[str, str]) -> Event:
    """Return the event of an HTTP API, payload format 2.0, or of a function's own address."""
    parts = urlsplit(path)
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": unquote(parts.path),
        "rawQueryString": parts.query,
        "headers": _usual(headers),
        "requestContext": {
            "stage": "$default",
            "http": {
                "method": method,
                "path": unquote(parts.path),
                "protocol": "HTTP/1.1",
                "sourceIp": READER,
            },
        },
        "isBase64Encoded": False,
    }


def load_balancer(method: str, path: str, headers: Mapping[str, str]) -> Event:
    """Return the event of an Application Load Balancer; it leaves paths and queries as sent."""
    parts = urlsplit(path)
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    return {
        "requestContext": {"elb": {"targetGroupArn": "arn:aws:elasticloadbalancing:…"}},
        "httpMethod": method,
        "path": parts.path,
        "queryStringParameters": query,
        "headers": _usual(headers),
        "body": "",
        "isBase64Encoded": False,
    }


def over_lambda(handler: Handler, event: Callable[..., Event]) -> Fetch:
    """Fetch by giving events to a function."""

    def fetch(method: str, path: str, headers: Mapping[str, str]) -> Answer:
        result = handler(event(method, path, headers), None)
        told = Message()
        for name, value in result["headers"].items():
            told[name] = value
        body = result.get("body", "")
        content = b64decode(body) if result.get("isBase64Encoded") else body.encode()
        return Answer(result["statusCode"], told, content)

    return fetch


def _usual(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers as AWS passes them on: in small letters, with what it knows of the reader."""
    known = {"host": "openly.example", "x-forwarded-for": READER, "x-forwarded-proto": "https"}
    return known | {name.lower(): value for name, value in headers.items()}
