using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

namespace NumaBoot.Machines;

/// <summary>
/// The latencies between NUMA nodes in hwloc's XML: <c>distances2</c> of hwloc 2, <c>distances</c> of hwloc 1. They are
/// the firmware's where they look like it, 10 from a node to itself and up to 255 to others; what somebody measured is not.
/// </summary>
internal sealed class HwlocXmlDistances
{
    /// <summary>hwloc's <c>HWLOC_DISTANCES_KIND_MEANS_LATENCY</c>.</summary>
    private const int MeansLatency = 1 << 2;

    private const int MostRows = 4096;
    private const int Farthest = 255;

    private readonly List<Matrix> _matrices = [];

    /// <summary>Takes an element, if it is about latencies between NUMA nodes.</summary>
    /// <param name="xml">A reader of just that element.</param>
    /// <param name="line">Where it stands.</param>
    /// <exception cref="MachineInputException">It has not as many numbers as it says.</exception>
    public void Take(XmlReader xml, InputLine line)
    {
        xml.Read();
        bool isOld = xml.LocalName == "distances";
        if (!isOld && (xml.GetAttribute("type") != "NUMANode" || (Number(xml.GetAttribute("kind") ?? "0", line) & MeansLatency) == 0))
        {
            return;
        }

        int count = (int)Number(xml.GetAttribute("nbobjs") ?? "0", line);
        double unit = isOld ? Real(xml.GetAttribute("latency_base") ?? "1", line) : 1;
        var indexes = new List<int>();
        var values = new List<double>();
        for (xml.Read(); !xml.EOF;)
        {
            switch (xml.NodeType == XmlNodeType.Element ? xml.LocalName : "")
            {
                case "indexes":
                    indexes.AddRange(Words(xml).Select(word => (int)Number(word, line)));
                    continue;
                case "u64values":
                    values.AddRange(Words(xml).Select(word => Real(word, line)));
                    continue;
                case "latency":
                    values.Add(Real(xml.GetAttribute("value") ?? "", line) * unit);
                    break;
            }

            xml.Read();
        }

        bool whole = count <= MostRows && values.Count == (long)count * count && (isOld || indexes.Count == count);
        _matrices.Add(whole ? new Matrix(isOld ? null : indexes, values) : throw line.Unexpected($"the distances of {count} objects, at most {MostRows}", $"{values.Count} numbers"));
    }

    /// <summary>The distances between nodes; where none will do, any two are 20 apart.</summary>
    /// <param name="nodes">The nodes in hwloc's order.</param>
    /// <param name="notes">What was passed over.</param>
    public NodeDistances Between(ImmutableArray<int> nodes, out ImmutableArray<string> notes)
    {
        notes = [];
        ImmutableArray<int> nids = [.. nodes.Distinct().Order()];
        foreach (var matrix in _matrices)
        {
            // hwloc 1 gives no numbers, and may have a matrix of something else.
            var order = matrix.Indexes is { } indexes ? [.. indexes] : nodes;
            bool isSquare = matrix.Values.Count == (long)nids.Length * nids.Length && order.Length == nids.Length;
            if (isSquare && order.Order().SequenceEqual(nids) && IsSlit(matrix.Values, nids.Length))
            {
                var places = order.Select((nid, at) => (nid, at)).ToDictionary(place => place.nid, place => place.at);
                return NodeDistances.FromRows(
                    nids, [.. nids.Select(from => nids.Select(to => (int)matrix.Values[(places[from] * nids.Length) + places[to]]).ToImmutableArray())]);
            }
        }

        if (nids.Length > 1)
        {
            notes = [_matrices.Count > 0 ? "distances are assumed to be 10 and 20: those of the file are not the firmware's, of all nodes" : "distances are assumed to be 10 and 20: the file has none"];
        }

        return NodeDistances.Uniform;
    }

    private static bool IsSlit(List<double> values, int count) =>
        values.All(value => value is >= NodeDistances.Local and <= Farthest && value == Math.Floor(value))
        && Enumerable.Range(0, count).All(at => values[(at * count) + at] == NodeDistances.Local);

    /// <summary>The words of an element; the reader then stands behind it.</summary>
    private static string[] Words(XmlReader xml) => xml.ReadElementContentAsString().Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static long Number(string text, InputLine line)
    {
        var scanner = new TextScanner(text);
        return scanner.TryNumberBelow(int.MaxValue, out int number) && scanner.Rest.IsEmpty ? number : throw line.Unexpected("distances in numbers", text);
    }

    // hwloc 1 multiplies by a base and prints six digits behind the point.
    private static double Real(string text, InputLine line) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw line.Unexpected("distances in numbers", text);

    /// <summary>A square of numbers.</summary>
    /// <param name="Indexes">Which nodes they are between; null where they are all in their order.</param>
    /// <param name="Values">Row by row.</param>
    private sealed record Matrix(List<int>? Indexes, List<double> Values);
}
