using Google.Protobuf.Collections;
using Opentelemetry.Proto.Collector.Metrics.V1;
using Opentelemetry.Proto.Common.V1;
using Opentelemetry.Proto.Metrics.V1;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>Points of metrics out of a request.</summary>
internal static class PointReading
{
    /// <summary>All points, in the order in which they stand in the request.</summary>
    public static List<ReceivedPoint> Read(ExportMetricsServiceRequest request) =>
    [
        .. from resource in request.ResourceMetrics
           from scope in resource.ScopeMetrics
           let origin = AttributeValues.Origin(resource.Resource, scope.Scope)
           from metric in scope.Metrics
           from point in Points(metric, origin)
           select point,
    ];

    private static IEnumerable<ReceivedPoint> Points(Metric metric, ReceivedOrigin origin) => metric.DataCase switch
    {
        Metric.DataOneofCase.Gauge => metric.Gauge.DataPoints.Select(point => Read(metric, point, origin)),
        Metric.DataOneofCase.Sum => metric.Sum.DataPoints.Select(point => Read(metric, point, origin) with
        {
            Monotonic = metric.Sum.IsMonotonic,
            Cumulative = metric.Sum.AggregationTemporality == AggregationTemporality.Cumulative,
        }),
        Metric.DataOneofCase.Histogram => metric.Histogram.DataPoints.Select(point => Read(metric, point, origin)),
        Metric.DataOneofCase.ExponentialHistogram => metric.ExponentialHistogram.DataPoints.Select(point => Read(metric, point, origin)),
        Metric.DataOneofCase.Summary => metric.Summary.DataPoints.Select(point => Read(metric, point, origin)),
        _ => throw new InvalidDataException($"the metric {metric.Name} has no data"),
    };

    private static ReceivedPoint Read(Metric metric, NumberDataPoint point, ReceivedOrigin origin) => new()
    {
        Name = metric.Name,
        Unit = metric.Unit,
        Kind = metric.DataCase.ToString(),
        Attributes = AttributeValues.Of(point.Attributes),
        Value = point.ValueCase == NumberDataPoint.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble,
        TimeNs = point.TimeUnixNano,
        Exemplars = Exemplars(point.Exemplars),
        Origin = origin,
    };

    private static ReceivedPoint Read(Metric metric, HistogramDataPoint point, ReceivedOrigin origin) =>
        Of(metric, origin, point.Attributes, point.Sum, point.Count, metric.Histogram.AggregationTemporality, point.TimeUnixNano) with
        {
            Bounds = [.. point.ExplicitBounds],
            Buckets = [.. point.BucketCounts],
            Exemplars = Exemplars(point.Exemplars),
        };

    // The buckets of these two have no bounds of their own and are left out; sum and count are the same.
    private static ReceivedPoint Read(Metric metric, ExponentialHistogramDataPoint point, ReceivedOrigin origin) =>
        Of(metric, origin, point.Attributes, point.Sum, point.Count, metric.ExponentialHistogram.AggregationTemporality, point.TimeUnixNano) with
        {
            Exemplars = Exemplars(point.Exemplars),
        };

    private static ReceivedPoint Read(Metric metric, SummaryDataPoint point, ReceivedOrigin origin) =>
        Of(metric, origin, point.Attributes, point.Sum, point.Count, AggregationTemporality.Cumulative, point.TimeUnixNano);

    // What all have that count values.
    private static ReceivedPoint Of(
        Metric metric, ReceivedOrigin origin, RepeatedField<KeyValue> attributes, double sum, ulong count, AggregationTemporality temporality, ulong timeNs) => new()
        {
            Name = metric.Name,
            Unit = metric.Unit,
            Kind = metric.DataCase.ToString(),
            Attributes = AttributeValues.Of(attributes),
            Value = sum,
            Count = count,
            Monotonic = true,
            Cumulative = temporality == AggregationTemporality.Cumulative,
            TimeNs = timeNs,
            Origin = origin,
        };

    private static List<ReceivedExemplar> Exemplars(RepeatedField<Exemplar> exemplars) =>
    [
        .. exemplars.Select(exemplar => new ReceivedExemplar(
            exemplar.ValueCase == Exemplar.ValueOneofCase.AsInt ? exemplar.AsInt : exemplar.AsDouble,
            SpanReading.Hex(exemplar.TraceId),
            SpanReading.Hex(exemplar.SpanId),
            AttributeValues.Of(exemplar.FilteredAttributes))),
    ];
}
