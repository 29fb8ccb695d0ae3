namespace NumaBoot.Machines;

/// <summary>CPUs as <c>-smp</c> describes them (<c>hw/core/machine-smp.c</c>); where left out, cores come before sockets.</summary>
internal sealed class QemuTopology
{
    private readonly int _threads;
    private readonly int _cores;

    /// <summary>Reads the topology.</summary>
    /// <exception cref="MachineInputException">The numbers do not multiply to the number of CPUs.</exception>
    public QemuTopology(QemuArguments arguments)
    {
        if (arguments.Last("-smp") is not { } option)
        {
            Cpus = _threads = _cores = 1;
            return;
        }

        string? head = option.Head ?? option.Last("cpus");
        int? sockets = option.Number("sockets", InputLimits.MaxCpus);
        int? dies = option.Number("dies", InputLimits.MaxCpus);
        int? cores = option.Number("cores", InputLimits.MaxCpus);
        int? threads = option.Number("threads", InputLimits.MaxCpus);
        long product = Product(sockets, dies, cores, threads);
        long cpus = head is null ? product : option.Number(head, "cpus", InputLimits.MaxCpus);
        bool multiplies = cpus is > 0 and < InputLimits.MaxCpus && product > 0 && (product <= cpus || option.Last("maxcpus") is not null);
        if (!multiplies)
        {
            throw option.Unexpected("-smp with numbers that multiply to its CPUs", option.Text);
        }

        Cpus = (int)cpus;
        _threads = threads ?? 1;
        _cores = (int)Math.Min(cores is null ? Math.Max(1, cpus / Product(sockets, dies, 1, threads)) * (dies ?? 1) : (long)cores * (dies ?? 1), InputLimits.MaxCpus);
    }

    /// <summary>How many CPUs there are.</summary>
    public int Cpus { get; }

    /// <summary>The socket of a CPU.</summary>
    public int SocketOf(int cpu) => (int)(cpu / ((long)_cores * _threads));

    /// <summary>The CPUs that <c>socket-id</c>, <c>core-id</c> and <c>thread-id</c> of an option pick; all where it has none.</summary>
    public IEnumerable<int> Matching(QemuOption option)
    {
        int? socket = option.Number("socket-id", InputLimits.MaxCpus);
        int? core = option.Number("core-id", InputLimits.MaxCpus);
        int? thread = option.Number("thread-id", InputLimits.MaxCpus);
        return Enumerable.Range(0, Cpus).Where(cpu =>
            (socket ?? SocketOf(cpu)) == SocketOf(cpu)
            && (core ?? (cpu / _threads % _cores)) == cpu / _threads % _cores
            && (thread ?? (cpu % _threads)) == cpu % _threads);
    }

    private static long Product(int? sockets, int? dies, int? cores, int? threads)
    {
        long product = 1;
        foreach (int? factor in new[] { sockets, dies, cores, threads })
        {
            product = Math.Min(product * (factor ?? 1), InputLimits.MaxCpus);
        }

        return product;
    }
}
