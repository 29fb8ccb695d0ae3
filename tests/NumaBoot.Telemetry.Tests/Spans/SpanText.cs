using System.Globalization;
using System.Text;
using System.Text.Json;
using NumaBoot.Telemetry.Tests.Receiver;

namespace NumaBoot.Telemetry.Tests.Spans;

/// <summary>Spans as text in which nothing depends on ids that were drawn at random.</summary>
internal static class SpanText
{
    /// <summary>The line of a span in a description, its end included.</summary>
    public static string Line(int number, ReceivedSpan span, IReadOnlyDictionary<SpanKey, int> numbers, SpanDetails details)
    {
        string parent = span.ParentSpanId.Length == 0 ? "-" : Number(new SpanKey(span.TraceId, span.ParentSpanId), numbers);
        string links = string.Concat(span.Links.Select(link =>
            " link " + Number(SpanTree.KeyOf(link), numbers) + Place(span, link) + Attributes(link.Attributes, details)));
        return string.Create(CultureInfo.InvariantCulture, $"{number} trace {span.TraceId} parent {parent} {OfItself(span, details)}{links}\n");
    }

    /// <summary>What a span says of itself: name, status, attributes and events, but not how it hangs together with others.</summary>
    public static string OfItself(ReceivedSpan span, SpanDetails details)
    {
        var text = new StringBuilder();
        text.Append(Json(span.Name)).Append(' ').Append(span.Kind).Append(' ').Append(span.Status);
        if (details.Times)
        {
            text.Append(CultureInfo.InvariantCulture, $" {span.StartNs}..{span.EndNs}");
        }

        text.Append(Attributes(span.Attributes, details));
        foreach (var happened in span.Events)
        {
            text.Append(" event ").Append(Json(happened.Name));
            if (details.Times)
            {
                text.Append(CultureInfo.InvariantCulture, $" {happened.TimeNs}");
            }

            text.Append(Attributes(happened.Attributes, details));
        }

        if (span.LeftOut > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" left out {span.LeftOut}");
        }

        return text.ToString();
    }

    // A trace's id follows from the seed and is told; within its own trace a link needs none.
    private static string Place(ReceivedSpan span, ReceivedLink link) =>
        string.Equals(span.TraceId, link.TraceId, StringComparison.Ordinal) ? "" : " of " + link.TraceId;

    private static string Number(SpanKey key, IReadOnlyDictionary<SpanKey, int> numbers) =>
        numbers.TryGetValue(key, out int number) ? number.ToString(CultureInfo.InvariantCulture) : "missing";

    private static string Attributes(IReadOnlyDictionary<string, object?> attributes, SpanDetails details) => string.Concat(attributes
        .Where(attribute => !details.Without.Contains(attribute.Key, StringComparer.Ordinal))
        .OrderBy(attribute => attribute.Key, StringComparer.Ordinal)
        .Select(attribute => " " + attribute.Key + "=" + Value(attribute.Value)));

    // 1 and 1.0 and "1" are three different values, as they are to whoever stores them.
    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => Json(text),
        bool yes => yes ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture) is var digits && digits.All(sign => char.IsAsciiDigit(sign) || sign == '-')
            ? digits + ".0"
            : digits,
        byte[] bytes => "bytes:" + Convert.ToHexStringLower(bytes),
        IReadOnlyDictionary<string, object?> map => "{" + Attributes(map, SpanDetails.Usual) + " }",
        IEnumerable<object?> list => "[" + string.Join(',', list.Select(Value)) + "]",
        _ => throw new InvalidDataException($"a value of type {value.GetType()}"),
    };

    // Quoted, so that no name or value can look like the end of a line or like another attribute.
    private static string Json(string text) => JsonSerializer.Serialize(text);
}
