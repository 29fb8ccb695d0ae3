using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Walks along <c>hugepagesz=</c>, <c>hugepages=</c> and <c>default_hugepagesz=</c> as the kernel does, which ignores
/// much of what makes no sense (<c>mm/hugetlb.c: hugepagesz_setup, default_hugepagesz_setup, hugepages_setup</c>).
/// </summary>
internal sealed class HugePageParameters
{
    private const string PerNode = "a number, or numbers by node such as 0:2,1:4";

    /// <summary>What x86_64 has (<c>arch_hugetlb_valid_size</c>).</summary>
    private static readonly ulong[] Sizes = [2UL << 20, 1UL << 30];

    private readonly SortedDictionary<(ulong Bytes, int Nid), long> _counts = [];
    private readonly HashSet<ulong> _known = [];
    private readonly HashSet<int> _nids;
    private readonly KernelCommandLine _commandLine;
    private ulong? _size;
    private ulong? _counted;
    private bool _sizeIsValid = true;
    private string? _beforeAnySize;
    private ulong? _default;

    private HugePageParameters(KernelCommandLine commandLine, IEnumerable<int> nids)
    {
        _commandLine = commandLine;
        _nids = [.. nids];
    }

    /// <summary>How many pages of which size on which node; <see cref="MemblockRegion.NoNode"/>: on all alike.</summary>
    /// <param name="commandLine">The command line.</param>
    /// <param name="nids">The nodes that there are.</param>
    /// <exception cref="MachineInputException">A value is no size or no number.</exception>
    public static IReadOnlyDictionary<(ulong Bytes, int Nid), long> Counts(KernelCommandLine commandLine, IEnumerable<int> nids)
    {
        var walk = new HugePageParameters(commandLine, nids);
        foreach (var parameter in commandLine.Parameters.Where(parameter => parameter.Value is not null))
        {
            walk.Take(parameter.Name, parameter.Value!);
        }

        return walk._counts;
    }

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "hugepagesz":
                TakeSize(MemorySize.Parse(value, name, _commandLine.FileOf(name)));
                break;
            case "default_hugepagesz":
                TakeDefault(MemorySize.Parse(value, name, _commandLine.FileOf(name)));
                break;
            case "hugepages":
                TakeCount(value, Parse(value));
                break;
        }
    }

    /// <summary>A size that is not known, or was named before, is ignored together with the count behind it.</summary>
    private void TakeSize(ulong bytes)
    {
        bool again = _known.Contains(bytes) && (bytes != _default || _counts.Keys.Any(key => key.Bytes == bytes));
        _sizeIsValid = Sizes.Contains(bytes) && !again;
        if (_sizeIsValid)
        {
            _known.Add(bytes);
            _size = bytes;
        }
    }

    private void TakeDefault(ulong bytes)
    {
        _sizeIsValid = _default is null && Sizes.Contains(bytes);
        if (!_sizeIsValid)
        {
            return;
        }

        _default = bytes;
        _size = _known.Add(bytes) ? bytes : _size;
        if (_beforeAnySize is { } value)
        {
            Set(bytes, Parse(value));
        }
    }

    private void TakeCount(string value, List<(int Nid, long Count)> counts)
    {
        if (!_sizeIsValid)
        {
            _sizeIsValid = true;
        }
        else if (_size is not { } size)
        {
            _beforeAnySize ??= value;
        }
        else if (_counted != size)
        {
            // Of several counts without a size in between the first stays.
            _counted = size;
            Set(size, counts);
        }
    }

    /// <summary>A node that is not there makes the whole count invalid.</summary>
    private void Set(ulong bytes, List<(int Nid, long Count)> counts)
    {
        foreach (var (nid, count) in counts.Where(_ => counts.All(each => each.Nid == MemblockRegion.NoNode || _nids.Contains(each.Nid))))
        {
            _counts[(bytes, nid)] = count;
        }
    }

    private List<(int Nid, long Count)> Parse(string value)
    {
        var counts = new List<(int Nid, long Count)>();
        foreach (string part in value.Split(','))
        {
            var scanner = new TextScanner(part);
            bool known = scanner.TryNumber(out long number);
            int nid = MemblockRegion.NoNode;
            if (known && scanner.Skip(":"))
            {
                nid = number < InputLimits.MaxNodes ? (int)number : MemblockRegion.NoNode;
                known = nid >= 0 && scanner.TryNumber(out number);
            }

            if (!known || !scanner.Rest.IsEmpty || (nid == MemblockRegion.NoNode && part.Length != value.Length))
            {
                throw MemorySize.Unexpected("hugepages", value, PerNode, _commandLine.FileOf("hugepages"));
            }

            counts.Add((nid, number));
        }

        return counts;
    }
}
