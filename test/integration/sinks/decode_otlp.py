"""Reads bodies of OTLP requests, one in base64 a line, with OpenTelemetry's own messages; prints what they hold as JSON."""

import base64
import json
import sys

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest


def value_of(any_value):
    return getattr(any_value, any_value.WhichOneof("value"))


def attributes_of(pairs):
    return {pair.key: value_of(pair.value) for pair in pairs}


def points():
    for line in sys.stdin:
        request = ExportMetricsServiceRequest.FromString(base64.b64decode(line))
        for resource in request.resource_metrics:
            for scope in resource.scope_metrics:
                for metric in scope.metrics:
                    for point in metric.gauge.data_points:
                        yield {
                            "resource": attributes_of(resource.resource.attributes),
                            "name": metric.name,
                            "timeUnixNano": str(point.time_unix_nano),
                            "attributes": attributes_of(point.attributes),
                            # JSON has no NaN
                            "value": str(point.as_double),
                        }


print(json.dumps(list(points())))
