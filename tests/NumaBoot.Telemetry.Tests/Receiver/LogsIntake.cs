using Grpc.Core;
using Opentelemetry.Proto.Collector.Logs.V1;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>The gRPC service for logs.</summary>
internal sealed class LogsIntake(Received received, Gate gate) : LogsService.LogsServiceBase
{
    /// <inheritdoc/>
    public override async Task<ExportLogsServiceResponse> Export(ExportLogsServiceRequest request, ServerCallContext context)
    {
        if (!await gate.PassAsync(context.GetHttpContext()))
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "told to refuse"));
        }

        received.Add(LogReading.Read(request));
        return new ExportLogsServiceResponse();
    }
}
