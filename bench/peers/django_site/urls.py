"""Addresses of the Django peer: the language first, as `i18n_patterns` puts it."""

from bench.peers.given import load_frame
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

_frame = load_frame()


def article(request: HttpRequest) -> HttpResponse:
    """Show the article."""
    return render(request, "article.html", _frame)


def section(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """Stand for the other pages, which links lead to."""
    return render(request, "base.html", _frame)


urlpatterns = i18n_patterns(
    path("", article, name="article"),
    path("<name>/", section, name="section"),
)
