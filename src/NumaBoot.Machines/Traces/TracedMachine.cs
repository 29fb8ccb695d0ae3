using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>What a trace is held against: the CPUs, nodes and pages of the machine that it is to be replayed on.</summary>
internal sealed class TracedMachine
{
    private readonly MachineSpec _machine;
    private readonly HashSet<int> _cpus;
    private readonly HashSet<int> _nids;
    private readonly MemoryFrames[] _memory;

    /// <param name="machine">The machine that it is to be replayed on.</param>
    /// <param name="recorded">The machine that it was recorded on: where a page lay decides which node was preferred.</param>
    public TracedMachine(MachineSpec machine, MachineSpec recorded)
    {
        _machine = machine;
        _cpus = [.. machine.Cpus.Select(place => place.Cpu)];
        _nids = [.. machine.Nodes.Select(node => node.Nid)];
        _memory = [.. recorded.ToMemblock().MemoryFrames().OrderBy(frames => frames.Frames.Start)];
        BootCpu = machine.Cpus.IsEmpty ? 0 : machine.Cpus[0].Cpu;
    }

    /// <summary>The CPU that boots.</summary>
    public int BootCpu { get; }

    /// <summary>The largest order that it has.</summary>
    public int MaxOrder => _machine.Geometry.MaxOrder;

    /// <summary>Complains about a CPU that the machine has not.</summary>
    public void RequireCpu(InputLine line, int cpu)
    {
        if (!_cpus.Contains(cpu))
        {
            throw line.Unexpected($"CPUs of {_machine.Name}: {CpuList.Format([.. _cpus.Order()])}", $"cpu {cpu}");
        }
    }

    /// <summary>Complains about a node that the machine has not.</summary>
    public void RequireNode(InputLine line, int nid)
    {
        if (!_nids.Contains(nid))
        {
            throw line.Unexpected($"nodes of {_machine.Name}: {CpuList.Format([.. _nids.Order()])}", $"node {nid}");
        }
    }

    /// <summary>Complains about an order that the machine has not.</summary>
    public void RequireOrder(InputLine line, int order)
    {
        if (order > _machine.Geometry.MaxOrder)
        {
            throw line.Unexpected($"orders up to {_machine.Geometry.MaxOrder}, the largest of {_machine.Name}", $"{order}");
        }
    }

    /// <summary>Complains about a block that does not begin at a multiple of its size.</summary>
    public static void RequireAligned(InputLine line, long pfn, int order)
    {
        if ((pfn & ((1L << order) - 1)) != 0)
        {
            throw line.Unexpected($"a block of order {order} at a multiple of its size", $"pfn 0x{pfn:x}");
        }
    }

    /// <summary>The node that a page belongs to.</summary>
    /// <exception cref="MachineInputException">The machine has no such page.</exception>
    public int NidOf(InputLine line, long pfn)
    {
        int low = 0;
        int high = _memory.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_memory[middle].Frames.End <= pfn)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low == _memory.Length || !_memory[low].Frames.Contains(pfn))
        {
            throw line.Unexpected($"a page of the memory of {_machine.Name}", $"pfn 0x{pfn:x}");
        }

        RequireNode(line, _memory[low].Nid);
        return _memory[low].Nid;
    }
}
