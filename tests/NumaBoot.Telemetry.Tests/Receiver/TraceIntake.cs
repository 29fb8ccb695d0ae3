using Grpc.Core;
using Opentelemetry.Proto.Collector.Trace.V1;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>The gRPC service for traces.</summary>
internal sealed class TraceIntake(Received received, Gate gate) : TraceService.TraceServiceBase
{
    /// <inheritdoc/>
    public override async Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
    {
        if (!await gate.PassAsync(context.GetHttpContext()))
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "told to refuse"));
        }

        received.Add(SpanReading.Read(request));
        return new ExportTraceServiceResponse();
    }
}
