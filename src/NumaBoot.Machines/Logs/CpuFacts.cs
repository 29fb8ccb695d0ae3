namespace NumaBoot.Machines;

/// <summary>
/// What a log says about CPUs: how many came up, and on which node each is. CPU numbers follow the order of the
/// firmware's table, which is that of SRAT's entries; the lines of <c>smp_init</c> name numbers and are believed first.
/// </summary>
internal sealed class CpuFacts : ILogPart
{
    private readonly List<int> _sratNids = [];
    private readonly SortedDictionary<int, int> _announced = [];
    private int _allowed;
    private int _broughtUp;
    private int _possible;
    private int _nidOfLine = -1;

    /// <summary>Nodes of SRAT's processor entries, in their order.</summary>
    public IReadOnlyList<int> SratNids => _sratNids;

    /// <summary>CPUs that <c>smp_init</c> brought up, with their nodes; the boot CPU is not among them.</summary>
    public IReadOnlyDictionary<int, int> Announced => _announced;

    /// <summary>How many CPUs the machine has: as many as came up, or, where the log ends before, as there may be.</summary>
    public int Count
    {
        get
        {
            int known = _broughtUp > 0 ? _broughtUp : Math.Max(_allowed, 0);
            known = known > 0 ? known : _possible;
            known = known > 0 ? known : _sratNids.Count;
            return Math.Max(1, Math.Max(known, _announced.Count > 0 ? _announced.Keys.Max() + 1 : 0));
        }
    }

    /// <inheritdoc />
    public bool TryTake(InputLine line) =>
        TrySrat(line) || TryAnnounced(line) || TryMoreAnnounced(line) || TryCounts(line);

    /// <summary><c>SRAT: PXM 0 -&gt; APIC 0x00 -&gt; Node 0</c>.</summary>
    private bool TrySrat(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        scanner.Skip("ACPI: ");
        if (!scanner.Skip("SRAT: PXM "))
        {
            return false;
        }

        if (scanner.SkipPast("-> Node "))
        {
            RequireCpu(_sratNids.Count, line);
            _sratNids.Add(LogLimits.TakeNid(ref scanner, line));
        }

        return true;
    }

    /// <summary><c>.... node  #1, CPUs:   #2 #3</c>.</summary>
    private bool TryAnnounced(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (!scanner.Skip(".... node"))
        {
            return false;
        }

        scanner.SkipBlanks();
        if (!scanner.Skip("#"))
        {
            return true;
        }

        _nidOfLine = LogLimits.TakeNid(ref scanner, line);
        if (scanner.SkipPast("CPUs:"))
        {
            TakeNumbers(ref scanner, line);
        }

        return true;
    }

    /// <summary>The rest of such a line, after another message came in between: <c> #3</c>.</summary>
    private bool TryMoreAnnounced(InputLine line)
    {
        if (_nidOfLine < 0 || !line.Text.StartsWith('#') || line.Text.Length < 2 || !char.IsAsciiDigit(line.Text[1]))
        {
            return false;
        }

        var scanner = new TextScanner(line.Text);
        TakeNumbers(ref scanner, line);
        return true;
    }

    private void TakeNumbers(ref TextScanner scanner, InputLine line)
    {
        scanner.SkipBlanks();
        while (scanner.Skip("#"))
        {
            if (!scanner.TryNumberBelow(InputLimits.MaxCpus, out int cpu))
            {
                throw line.Unexpected($"a CPU number below {InputLimits.MaxCpus}", scanner.Rest);
            }

            _announced[cpu] = _nidOfLine;
            scanner.SkipBlanks();
        }
    }

    private bool TryCounts(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (scanner.Skip("smpboot: Allowing ") || scanner.Skip("CPU topo: Allowing "))
        {
            // Hotplug slots are counted but hold no CPU.
            _allowed = TakeCount(ref scanner, line, 0);
            int hotplug = scanner.SkipPast("CPUs, ") && scanner.TryNumberBelow(InputLimits.MaxCpus, out int slots) ? slots : 0;
            _allowed = Math.Max(_allowed - hotplug, 1);
            return true;
        }

        if (scanner.Skip("setup_percpu: ") && scanner.SkipPast("nr_cpu_ids:"))
        {
            _possible = TakeCount(ref scanner, line, _possible);
            return true;
        }

        return TryBroughtUp(line);
    }

    /// <summary><c>smp: Brought up 8 nodes, 16 CPUs</c>; before 4.16 <c>x86: Booted up 1 node, 4 CPUs</c>.</summary>
    private bool TryBroughtUp(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (!scanner.Skip("smp: Brought up ") && !scanner.Skip("x86: Booted up "))
        {
            return false;
        }

        if (scanner.SkipPast(", "))
        {
            _broughtUp = TakeCount(ref scanner, line, _broughtUp);
            _nidOfLine = -1;
        }

        return true;
    }

    private static int TakeCount(ref TextScanner scanner, InputLine line, int otherwise)
    {
        if (!scanner.TryNumber(out long count))
        {
            return otherwise;
        }

        RequireCpu(count - 1, line);
        return (int)count;
    }

    private static void RequireCpu(long cpu, InputLine line)
    {
        if (cpu >= InputLimits.MaxCpus)
        {
            throw line.Unexpected($"at most {InputLimits.MaxCpus} CPUs");
        }
    }
}
