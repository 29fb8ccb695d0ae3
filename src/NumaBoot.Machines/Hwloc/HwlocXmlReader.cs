using System.Collections.Immutable;
using System.Globalization;
using System.Xml;

namespace NumaBoot.Machines;

/// <summary>
/// Reads what <c>lstopo --of xml</c> writes, of hwloc 1 (NUMA nodes hold their CPUs) and of hwloc 2 (they hang beside
/// them). The document type that it names is never looked up.
/// </summary>
internal sealed class HwlocXmlReader
{
    private readonly string _file;
    private readonly XmlReader _xml;
    private readonly List<HwlocNode> _nodes = [];
    private readonly HwlocXmlDistances _distances = new();
    private HwlocNode? _machine;
    private long _listed;

    private HwlocXmlReader(string file, XmlReader xml)
    {
        _file = file;
        _xml = xml;
    }

    /// <summary>The machine of a document.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="reader">The document.</param>
    /// <exception cref="MachineInputException">It is not XML, not hwloc's, or describes no machine.</exception>
    public static MachineSpec Read(string name, InputReader reader)
    {
        reader.MaxChars = InputLimits.MaxJsonChars;
        reader.LongLines = true;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true };
        using var text = new StringReader(reader.ReadToEnd());
        using var xml = XmlReader.Create(text, settings);
        try
        {
            return new HwlocXmlReader(reader.File, xml).Read(name);
        }
        catch (XmlException fault)
        {
            throw new MachineInputException(reader.File, fault.LineNumber, "XML as lstopo writes it", Words(fault), fault);
        }
    }

    // Where it is, the complaint says in its own way.
    private static string Words(XmlException fault)
    {
        int place = fault.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        return (place < 0 ? fault.Message : fault.Message[..place]).TrimEnd('.');
    }

    private MachineSpec Read(string name)
    {
        _xml.MoveToContent();
        if (_xml.LocalName != "topology")
        {
            throw Line.Unexpected("hwloc's <topology>", $"<{_xml.LocalName}>");
        }

        while (_xml.Read())
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                ReadElement();
            }
        }

        if (_nodes.Count == 0 && _machine is not null)
        {
            // hwloc 1 has no NUMA node where the system has just one.
            _nodes.Add(_machine);
        }

        var distances = _distances.Between([.. _nodes.Select(node => node.Nid)], out var notes);
        return HwlocMachine.Build(name, _file, _nodes, distances, notes);
    }

    private void ReadElement()
    {
        switch (_xml.LocalName)
        {
            case "object":
                ReadObject();
                break;
            case "distances2" or "distances":
                using (var within = _xml.ReadSubtree())
                {
                    _distances.Take(within, Line);
                }

                break;
        }
    }

    private void ReadObject()
    {
        switch (_xml.GetAttribute("type"))
        {
            case "NUMANode":
                _nodes.Add(Node(_xml.GetAttribute("os_index") ?? throw Line.Unexpected("the os_index of a NUMANode", "none")));
                break;
            case "Machine" when _machine is null:
                _machine = Node("0");
                break;
        }
    }

    private HwlocNode Node(string index)
    {
        var scanner = new TextScanner(index);
        if (!scanner.TryNumberBelow(InputLimits.MaxNodes, out int nid) || !scanner.Rest.IsEmpty)
        {
            throw Line.Unexpected($"an os_index below {InputLimits.MaxNodes}", index);
        }

        string memory = _xml.GetAttribute("local_memory") ?? "0";
        return ulong.TryParse(memory, NumberStyles.None, CultureInfo.InvariantCulture, out ulong bytes)
            ? new HwlocNode(nid, Cpus(), bytes)
            : throw Line.Unexpected("local_memory in bytes", memory);
    }

    private ImmutableArray<int> Cpus()
    {
        var cpus = CpuMask.Parse(_xml.GetAttribute("cpuset") ?? "", Line);
        _listed += cpus.Length;
        return _listed <= InputLimits.MaxListedCpus ? cpus : throw Line.Unexpected($"at most {InputLimits.MaxListedCpus} CPUs in all sets", "more");
    }

    private InputLine Line => new(_file, ((IXmlLineInfo)_xml).LineNumber, "");
}
