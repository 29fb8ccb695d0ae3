namespace NumaBoot.Machines;

/// <summary>
/// Machines like <see cref="TinyMachines"/>, each the smallest that shows a historical fault which those do not.
/// </summary>
internal static class MuseumMachines
{
    /// <summary>Its two CPUs take a page each, of which one section would do for both.</summary>
    public const string TinyPagesName = "tiny-pages";

    /// <summary>Late init comes late, so that one CPU can grow its node twice while another holds a ticket.</summary>
    public const string TinyLateName = "tiny-late";

    /// <summary>Its node ends within a section.</summary>
    public const string TinyOddName = "tiny-odd";

    /// <summary>Its first node ends within a section; there is a second one to go to.</summary>
    public const string Tiny2OddName = "tiny2-odd";

    /// <summary>Its only section is gone early, so that nothing is left to grow.</summary>
    public const string TinyFullName = "tiny-full";

    private const long SectionPages = TinyMachines.SectionPages;

    // Ten times as long as the races before it take.
    private const long LateNs = 20_000;

    // CPU 1 reads its ticket just before the first growth of CPU 0 is over.
    private const long SecondCpuNs = 700;

    /// <summary>One node of three sections, two CPUs that take a page each.</summary>
    public static MachineSpec TinyPages() => TinyMachines.Machine(
        TinyPagesName, [new NodeSpec(0, [0, 1])], 3 * SectionPages, [TinyMachines.TakenEarly(0), Page(0), Page(1)]);

    /// <summary>One node of three sections: CPU 0 takes two in one request, CPU 1 takes one a little later.</summary>
    public static MachineSpec TinyLate()
    {
        var machine = TinyMachines.Machine(
            TinyLateName,
            [new NodeSpec(0, [0, 1])],
            3 * SectionPages,
            [
                TinyMachines.TakenEarly(0),
                TinyMachines.Section(0) with { Count = 2 },
                new WorkItem { Cpu = 1, Phase = WorkPhase.Running, Kind = WorkKind.Compute, DurationNs = SecondCpuNs },
                TinyMachines.Section(1),
            ]);
        return machine with { LateInitAfterNs = LateNs };
    }

    /// <summary>One node of one section and a half, one CPU that takes a page before late init.</summary>
    public static MachineSpec TinyOdd() => TinyMachines.Machine(
        TinyOddName, [new NodeSpec(0, [0])], SectionPages * 3 / 2, [TinyMachines.TakenEarly(0), PageBefore()]);

    /// <summary>The same, and a second node without a CPU.</summary>
    public static MachineSpec Tiny2Odd() => TinyMachines.Machine(
        Tiny2OddName, [new NodeSpec(0, [0]), new NodeSpec(1, [])], SectionPages * 3 / 2, [TinyMachines.TakenEarly(0), PageBefore()]);

    /// <summary>One node of one section, one CPU that takes it and then wants a page more.</summary>
    public static MachineSpec TinyFull() => TinyMachines.Machine(
        TinyFullName, [new NodeSpec(0, [0])], SectionPages, [TinyMachines.TakenEarly(0), PageBefore()]);

    private static WorkItem Page(int cpu) => TinyMachines.Section(cpu) with { Order = 0, Label = "a page" };

    private static WorkItem PageBefore() => Page(0) with { Phase = WorkPhase.SmpInit };
}
