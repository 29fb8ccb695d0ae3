using Grpc.Core;
using Opentelemetry.Proto.Collector.Metrics.V1;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>The gRPC service for metrics.</summary>
internal sealed class MetricsIntake(Received received, Gate gate) : MetricsService.MetricsServiceBase
{
    /// <inheritdoc/>
    public override async Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context)
    {
        if (!await gate.PassAsync(context.GetHttpContext()))
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "told to refuse"));
        }

        received.Add(PointReading.Read(request));
        return new ExportMetricsServiceResponse();
    }
}
