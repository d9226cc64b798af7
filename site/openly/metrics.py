"""Counts of this process for Prometheus. Nothing is counted by language, place or address."""

from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from openly.finished_pages import FinishedPages, finished_pages

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Send the counts (Prometheus text format)."""
    registry = CollectorRegistry()
    registry.register(_Counts(finished_pages()))
    ProcessCollector(registry=registry)
    response = Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
    response.cache_control.no_store = True
    return response


class _Counts(Collector):
    """What the finished pages know of their own work."""

    def __init__(self, pages: FinishedPages) -> None:
        self._pages = pages

    def collect(self) -> list[Metric]:
        """Return the counts as Prometheus names and types them."""
        pages, store = self._pages, self._pages.store
        return [
            CounterMetricFamily("openly_answers", "Answers sent", pages.answers),
            CounterMetricFamily("openly_answers_made", "Answers made anew", pages.made),
            GaugeMetricFamily("openly_answers_kept", "Finished answers in memory", store.count),
            GaugeMetricFamily("openly_kept_bytes", "Bytes that they take", store.size),
        ]
