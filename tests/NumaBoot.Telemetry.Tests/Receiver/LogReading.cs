using System.Globalization;
using Opentelemetry.Proto.Collector.Logs.V1;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>Records of logs out of a request.</summary>
internal static class LogReading
{
    /// <summary>All records, in the order in which they stand in the request.</summary>
    public static List<ReceivedLog> Read(ExportLogsServiceRequest request) =>
    [
        .. from resource in request.ResourceLogs
           from scope in resource.ScopeLogs
           let origin = AttributeValues.Origin(resource.Resource, scope.Scope)
           from record in scope.LogRecords
           select new ReceivedLog
           {
               Body = Convert.ToString(AttributeValues.Of(record.Body), CultureInfo.InvariantCulture) ?? "",
               Severity = (int)record.SeverityNumber,
               SeverityText = record.SeverityText,
               Attributes = AttributeValues.Of(record.Attributes),
               TraceId = SpanReading.Hex(record.TraceId),
               SpanId = SpanReading.Hex(record.SpanId),
               Origin = origin,
           },
    ];
}
