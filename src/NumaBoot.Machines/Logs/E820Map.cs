using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// The firmware's memory map as the kernel prints it, and what the kernel then changed of it
/// (<c>arch/x86/kernel/e820.c: e820__print_table, e820__range_update, e820__range_remove</c>). A map that the user
/// defined (<c>memmap=</c>, <c>mem=</c>) replaces the firmware's.
/// </summary>
internal sealed class E820Map : ILogPart
{
    private readonly MemblockRegions _usable = new();
    private bool _userDefined;

    /// <summary>Usable memory by address; bytes.</summary>
    public IReadOnlyList<MemblockRegion> Usable => _usable;

    /// <inheritdoc />
    public bool TryTake(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        if (scanner.Skip("BIOS-e820: [mem"))
        {
            TakeEntry(line, "BIOS-e820: ");
            return true;
        }

        if (scanner.Skip("user: [mem"))
        {
            BeginUserDefined();
            TakeEntry(line, "user: ");
            return true;
        }

        if (!scanner.Skip("e820: "))
        {
            return false;
        }

        if (scanner.Skip("update ["))
        {
            TakeUpdate(line);
        }
        else if (scanner.Skip("remove ["))
        {
            TakeRemove(line);
        }

        return true;
    }

    private static bool IsUsable(ReadOnlySpan<char> type) =>
        type.Contains("usable", StringComparison.Ordinal) || type.Contains("System RAM", StringComparison.Ordinal);

    private void BeginUserDefined()
    {
        if (!_userDefined)
        {
            _usable.Clear();
            _userDefined = true;
        }
    }

    private void TakeEntry(InputLine line, string prefix)
    {
        var scanner = new TextScanner(line.Text);
        scanner.Skip(prefix);
        var range = AddressRange.Take(ref scanner, line);
        if (!IsUsable(scanner.Rest))
        {
            return;
        }

        LogLimits.Require(_usable.Count, line);
        _usable.Add(range);
    }

    private void TakeUpdate(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        scanner.Skip("e820: update ");
        var range = AddressRange.Take(ref scanner, line);
        int arrow = scanner.Rest.IndexOf("==>", StringComparison.Ordinal);
        if (arrow >= 0 && IsUsable(scanner.Rest[..arrow]) && !IsUsable(scanner.Rest[arrow..]))
        {
            _usable.Remove(range.Start, range.End);
        }
    }

    private void TakeRemove(InputLine line)
    {
        var scanner = new TextScanner(line.Text);
        scanner.Skip("e820: remove ");
        var range = AddressRange.Take(ref scanner, line);
        if (scanner.Rest.Trim().IsEmpty || IsUsable(scanner.Rest))
        {
            _usable.Remove(range.Start, range.End);
        }
    }
}
