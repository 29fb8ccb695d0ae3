using Opentelemetry.Proto.Common.V1;
using Opentelemetry.Proto.Resource.V1;

namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>Attributes of the wire as values of .NET.</summary>
internal static class AttributeValues
{
    /// <summary>The attributes by name; a name that comes twice is a fault of the sender and is told.</summary>
    public static IReadOnlyDictionary<string, object?> Of(IEnumerable<KeyValue> attributes)
    {
        var values = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var attribute in attributes)
        {
            if (!values.TryAdd(attribute.Key, Of(attribute.Value)))
            {
                throw new InvalidDataException($"the attribute {attribute.Key} came twice");
            }
        }

        return values;
    }

    /// <summary>One value: string, bool, long, double, bytes, a list or a dictionary; null if it is not set.</summary>
    public static object? Of(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue,
        AnyValue.ValueOneofCase.IntValue => value.IntValue,
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue,
        AnyValue.ValueOneofCase.BytesValue => value.BytesValue.ToByteArray(),
        AnyValue.ValueOneofCase.ArrayValue => value.ArrayValue.Values.Select(Of).ToArray(),
        AnyValue.ValueOneofCase.KvlistValue => Of(value.KvlistValue.Values),
        _ => null,
    };

    /// <summary>Who sent something.</summary>
    public static ReceivedOrigin Origin(Resource? resource, InstrumentationScope? scope) =>
        new(Of(resource?.Attributes ?? []), scope?.Name ?? "");
}
