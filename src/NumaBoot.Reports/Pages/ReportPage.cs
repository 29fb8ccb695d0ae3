using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;

namespace NumaBoot.Reports;

/// <summary>
/// One page that opens in any browser without asking a network for anything: words for everybody, and data from which its
/// scripts draw. What it holds is told in <c>docs/report.md</c>.
/// </summary>
internal static class ReportPage
{
    /// <summary>The page.</summary>
    /// <param name="kind">Which of its views draws it.</param>
    /// <param name="title">What it is about.</param>
    /// <param name="headline">What is to be seen at a glance, in sentences.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="facts">Writes the properties of what <c>--json</c> writes.</param>
    /// <param name="pictures">Writes the properties of what else the view needs.</param>
    public static string Write(
        string kind, string title, ImmutableArray<string> headline, ReportOrigin origin, Action<Utf8JsonWriter> facts, Action<Utf8JsonWriter> pictures)
    {
        string data = Data(kind, headline, origin, facts, pictures);
        return PageAssets.Skeleton
            .Replace("<!--styles-->", $"<style>\n{string.Join("\n", PageAssets.Styles)}</style>", StringComparison.Ordinal)
            .Replace("<!--title-->", Escape(title), StringComparison.Ordinal)
            .Replace("<!--headline-->", Headline(headline), StringComparison.Ordinal)
            .Replace("<!--origin-->", Origin(origin), StringComparison.Ordinal)
            .Replace("<!--licences-->", Escape(PageAssets.Licences), StringComparison.Ordinal)
            .Replace("<!--scripts-->", string.Concat(PageAssets.Scripts.Select(script => $"<script>\n{script}</script>\n")), StringComparison.Ordinal)

            // Last: nothing in it is looked through any more.
            .Replace("<!--data-->", data, StringComparison.Ordinal);
    }

    private static string Headline(ImmutableArray<string> headline) =>
        string.Concat(headline.Select(sentence => $"<p>{Escape(sentence)}.</p>\n"));

    private static string Origin(ReportOrigin origin)
    {
        var text = new StringBuilder();
        text.Append($"<dt>command</dt><dd><code>{Escape(origin.Command)}</code></dd>\n");
        if (origin.Seed is { } seed)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"<dt>seed</dt><dd>{seed}</dd>\n");
        }

        foreach (var input in origin.Inputs)
        {
            text.Append($"<dt>input: {Escape(input.Name)}</dt><dd><code>sha256 {input.Sha256}</code></dd>\n");
        }

        return text.ToString();
    }

    // Escaped as it is, no text can end the element that it stands in.
    private static string Data(
        string kind, ImmutableArray<string> headline, ReportOrigin origin, Action<Utf8JsonWriter> facts, Action<Utf8JsonWriter> pictures)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("schema", "numaboot/report/1");
            json.WriteString("kind", kind);
            WriteMade(json, origin);
            json.WriteStartArray("headline");
            foreach (string sentence in headline)
            {
                json.WriteStringValue(sentence);
            }

            json.WriteEndArray();
            json.WriteStartObject("facts");
            facts(json);
            json.WriteEndObject();
            json.WriteStartObject("pictures");
            pictures(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteMade(Utf8JsonWriter json, ReportOrigin origin)
    {
        json.WriteStartObject("made");
        json.WriteString("command", origin.Command);
        if (origin.Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }

        json.WriteStartArray("inputs");
        foreach (var input in origin.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("name", input.Name);
            json.WriteString("sha256", input.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
