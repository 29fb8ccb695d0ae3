using System.Globalization;
using System.Xml.Linq;

namespace NumaBoot.Reports;

/// <summary>Draws plots as SVG: lines, dots, words and frames with axes.</summary>
/// <param name="width">Its width in pixels.</param>
/// <param name="height">Its height in pixels.</param>
/// <param name="title">What it shows, for who hears it read.</param>
internal sealed class PlotCanvas(int width, int height, string title)
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly XElement _root = new(
        Svg + "svg",
        new XAttribute("viewBox", $"0 0 {width} {height}"),
        new XAttribute("font-family", "sans-serif"),
        new XAttribute("font-size", "11"),
        new XAttribute("role", "img"),
        new XElement(Svg + "title", title),
        new XElement(Svg + "rect", new XAttribute("width", width), new XAttribute("height", height), new XAttribute("fill", "#ffffff")));

    /// <summary>A line through points; one that is dashed reads as the other of two even without colour.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string colour, bool isDashed = false) => Add(
        "polyline",
        ("points", string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))),
        ("fill", "none"), ("stroke", colour), ("stroke-width", "1.5"), ("stroke-dasharray", isDashed ? "5 3" : "none"));

    /// <summary>A dot, with what it is on hover; one that is hollow reads as another kind even without colour.</summary>
    public void Dot(double x, double y, string colour, bool isHollow, string tip)
    {
        var dot = Add("circle", ("cx", Number(x)), ("cy", Number(y)), ("r", "3.5"), ("fill", isHollow ? "#ffffff" : colour), ("stroke", colour), ("stroke-width", "1.5"));
        dot.Add(new XElement(Svg + "title", tip));
    }

    /// <summary>Words; <paramref name="anchor"/> is start, middle or end.</summary>
    public void Text(double x, double y, string words, string anchor = "start", bool isBold = false)
    {
        var text = Add("text", ("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor), ("fill", "#222222"), ("font-weight", isBold ? "bold" : "normal"));
        text.Add(words);
    }

    /// <summary>A frame with two axes, their marks and what they mean.</summary>
    public void Frame(PlotAxis x, PlotAxis y, string heading, string xWords, string yWords)
    {
        Line([(x.From, y.To), (x.From, y.From), (x.To, y.From)], "#222222");
        Text((x.From + x.To) / 2, y.To - 8, heading, "middle", isBold: true);
        Text((x.From + x.To) / 2, y.From + 30, xWords, "middle");
        Text(x.From - 6, y.To - 8, yWords, "end");
        foreach (double tick in x.Ticks())
        {
            Line([(x.At(tick), y.From), (x.At(tick), y.From + 4)], "#222222");
            Text(x.At(tick), y.From + 16, Words(tick), "middle");
        }

        foreach (double tick in y.Ticks())
        {
            Line([(x.From - 4, y.At(tick)), (x.From, y.At(tick))], "#222222");
            Text(x.From - 6, y.At(tick) + 4, Words(tick), "end");
        }
    }

    /// <summary>The text, ended by a line feed.</summary>
    public override string ToString() => _root.ToString().ReplaceLineEndings("\n") + "\n";

    private static string Words(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private XElement Add(string name, params (string Name, string Value)[] attributes)
    {
        var element = new XElement(Svg + name, attributes.Select(attribute => new XAttribute(attribute.Name, attribute.Value)));
        _root.Add(element);
        return element;
    }
}
