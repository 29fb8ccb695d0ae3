namespace NumaBoot.Machines;

/// <summary>Whether the log is one of another architecture, whose zones and early memory map lie otherwise.</summary>
internal sealed class ArchitectureFacts : ILogPart
{
    private string _foreign = "";
    private int _line;

    /// <inheritdoc />
    public bool TryTake(InputLine line)
    {
        string? name = NameOf(line.Text);
        if (name is not null && _foreign.Length == 0)
        {
            _foreign = name;
            _line = line.Number;
        }

        return name is not null;
    }

    /// <summary>Complains about another architecture than x86_64.</summary>
    /// <exception cref="MachineInputException">It is one.</exception>
    public void Require(string file)
    {
        if (_foreign.Length > 0)
        {
            throw new MachineInputException(file, _line, "the log of an x86_64 kernel, since no other is simulated", $"one of {_foreign}");
        }
    }

    // What only that architecture prints: arch/arm64/kernel/setup.c, arch/powerpc/mm and kernel/setup-common.c,
    // arch/x86/mm/init_32.c, arch/riscv/kernel/sbi.c.
    private static string? NameOf(string text) => text switch
    {
        _ when text.StartsWith("Booting Linux on physical CPU 0x", StringComparison.Ordinal) => "ARM",
        _ when text.StartsWith("radix-mmu: ", StringComparison.Ordinal) || text.StartsWith("hash-mmu: ", StringComparison.Ordinal) => "POWER",
        _ when text.StartsWith("Using ", StringComparison.Ordinal) && text.EndsWith(" machine description", StringComparison.Ordinal) => "POWER",
        _ when text.EndsWith("MB LOWMEM available.", StringComparison.Ordinal) => "i386",
        _ when text.StartsWith("SBI specification v", StringComparison.Ordinal) => "RISC-V",
        _ => null,
    };
}
