using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>
/// Takes a synthetic description apart: <c>pack:2 [numa(memory=64GB)] core:16 pu:2(indexes=0,2,1,3)</c>
/// (<c>hwloc/topology-synthetic.c: hwloc_backend_synthetic_init</c>).
/// </summary>
internal ref struct HwlocSyntheticText(InputLine line)
{
    private const int MostLevels = 128;

    private TextScanner _scanner = new(line.Text);

    /// <summary>The levels from the machine down to its CPUs.</summary>
    /// <exception cref="MachineInputException">Something is not understood.</exception>
    public List<HwlocLevel> Levels()
    {
        var levels = new List<HwlocLevel> { new() };
        _scanner.SkipBlanks();
        while (!_scanner.Rest.IsEmpty)
        {
            if (_scanner.Skip("["))
            {
                levels[^1] = levels[^1] with { Attached = levels[^1].Attached.Add(Attached()) };
            }
            else
            {
                levels.Add(Level(levels[^1].Count));
            }

            if (levels.Count > MostLevels || levels[^1].Attached.Length > MostLevels)
            {
                throw line.Unexpected($"at most {MostLevels} levels, and as many nodes at one place");
            }

            _scanner.SkipBlanks();
        }

        Require(levels);
        return levels;
    }

    private readonly void Require(List<HwlocLevel> levels)
    {
        if (levels[^1].Kind != HwlocKind.Pu || levels.Count(level => level.Kind == HwlocKind.Pu) != 1)
        {
            throw line.Unexpected("a last level of pu:N, and no other of pu");
        }

        int nodeLevels = levels.Count(level => level.Kind == HwlocKind.NumaNode);
        if (nodeLevels > 1 || (nodeLevels == 1 && levels.Any(level => !level.Attached.IsEmpty)))
        {
            throw line.Unexpected("NUMA nodes as one level, or beside others as [numa], not both");
        }
    }

    private HwlocLevel Attached()
    {
        var before = _scanner.Rest;
        var kind = Kind();
        var level = Attributes(new HwlocLevel { Kind = kind });
        return kind == HwlocKind.NumaNode && _scanner.Skip("]")
            ? level
            : throw line.Unexpected("a NUMA node such as [numa] or [numa(memory=64GB)]", before);
    }

    private HwlocLevel Level(int above)
    {
        var before = _scanner.Rest;
        var kind = Kind();
        if (!_scanner.Skip(":") || !_scanner.TryNumberBelow(InputLimits.MaxCpus + 1, out int arity) || arity == 0)
        {
            throw line.Unexpected("a level such as core:16", before);
        }

        long count = (long)above * arity;
        return count <= InputLimits.MaxCpus
            ? Attributes(new HwlocLevel { Kind = kind, Arity = arity, Count = (int)count })
            : throw line.Unexpected($"at most {InputLimits.MaxCpus} objects on a level", before);
    }

    private HwlocKind Kind()
    {
        var before = _scanner.Rest;
        int length = 0;
        while (length < before.Length && char.IsAsciiLetterOrDigit(before[length]))
        {
            length++;
        }

        _scanner.Skip(before[..length]);
        return HwlocKinds.TryParse(before[..length].ToString(), out var kind)
            ? kind
            : throw line.Unexpected("an object type of hwloc's (pack, die, group, numa, l3, core, pu)", before);
    }

    private HwlocLevel Attributes(HwlocLevel level)
    {
        var before = _scanner.Rest;
        if (!_scanner.Skip("("))
        {
            return level;
        }

        int end = _scanner.Rest.IndexOf(')');
        if (end < 0)
        {
            throw line.Unexpected("a closing )", before);
        }

        string[] attributes = _scanner.Rest[..end].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _scanner.Skip(_scanner.Rest[..(end + 1)]);
        foreach (string attribute in attributes)
        {
            level = Attribute(level, attribute);
        }

        return level;
    }

    private readonly HwlocLevel Attribute(HwlocLevel level, string attribute)
    {
        int equals = attribute.IndexOf('=', StringComparison.Ordinal);
        string value = attribute[(equals + 1)..];
        switch (equals < 0 ? "" : attribute[..equals])
        {
            case "memory":
                return level with { Bytes = Size(value, attribute) };
            case "indexes":
                return level with { Indexes = line with { Text = value } };
            case "size" or "memorysidecachesize":
                Size(value, attribute);
                return level;
            default:
                throw line.Unexpected("memory=, size=, memorysidecachesize= or indexes=", attribute);
        }
    }

    /// <summary>A number of bytes; GB are a thousand MB, GiB are 1,024 MiB.</summary>
    private readonly ulong Size(string text, string attribute)
    {
        var scanner = new TextScanner(text);
        bool any = scanner.TryNumber(out long number);
        int power = scanner.Rest.IsEmpty ? 0 : 1 + "kmgt".IndexOf(char.ToLowerInvariant(scanner.Rest[0]), StringComparison.Ordinal);
        string unit = scanner.Rest.IsEmpty ? "" : scanner.Rest[1..].ToString().ToLowerInvariant();
        if (any && (scanner.Rest.IsEmpty || (power > 0 && unit is "b" or "ib")))
        {
            ulong factor = 1;
            for (int at = 0; at < power; at++)
            {
                factor *= unit == "b" ? 1000UL : 1024UL;
            }

            if ((ulong)number <= InputLimits.MaxAddress / factor)
            {
                return (ulong)number * factor;
            }
        }

        throw line.Unexpected("a size up to 4P such as memory=64GB or memory=64GiB", attribute);
    }
}
