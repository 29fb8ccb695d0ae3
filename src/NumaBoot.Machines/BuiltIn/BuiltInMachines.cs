using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NumaBoot.Machines;

/// <summary>The machines that have a name and need no file.</summary>
public static class BuiltInMachines
{
    /// <summary>The most nodes that <c>sockets-N</c> may have: 4 PiB of 1 TiB each, all that 52 bits address.</summary>
    public const int MaxSockets = 4096;

    /// <summary>What the large machines are called, with N for the number of nodes.</summary>
    internal const string SocketsName = SocketsPrefix + "N";

    private const string SocketsPrefix = "sockets-";

    /// <summary>The names, as help prints them; N stands for a number from 1 to <see cref="MaxSockets"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        TinyMachines.TinyName, TinyMachines.Tiny2Name, MuseumMachines.TinyPagesName, MuseumMachines.TinyLateName,
        MuseumMachines.TinyOddName, MuseumMachines.Tiny2OddName, MuseumMachines.TinyFullName, TwoSocketMachine.Name,
        SocketsName, RecordedMachine.Name,
    ];

    /// <summary>The same in one line, as help and complaints print it.</summary>
    public static string NamesInWords { get; } = $"{string.Join(", ", Names)} (N from 1 to {MaxSockets})";

    /// <summary>The machine that runs where none is named: a real boot, recorded.</summary>
    public static MachineSpec Default => RecordedMachine.Read();

    /// <summary>One node, two CPUs, four sections of one block each: small enough to try every order.</summary>
    public static MachineSpec Tiny => TinyMachines.Tiny();

    /// <summary>Two such nodes with one CPU each.</summary>
    public static MachineSpec Tiny2 => TinyMachines.Tiny2();

    /// <summary>An ordinary server: two nodes of 16 GiB and 8 CPUs.</summary>
    public static MachineSpec TwoSocket => TwoSocketMachine.Create();

    /// <summary>A large machine of like nodes.</summary>
    /// <param name="nodes">How many, from 1 to <see cref="MaxSockets"/>.</param>
    /// <param name="nodeBytes">Memory of each, a multiple of 128 MiB from 1 GiB to 1 TiB.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not in its range.</exception>
    public static MachineSpec Sockets(int nodes, ulong nodeBytes = SocketsMachine.DefaultNodeBytes) => SocketsMachine.Create(nodes, nodeBytes);

    /// <summary>The machine of a name; false where no machine has it.</summary>
    public static bool TryCreate(string name, [NotNullWhen(true)] out MachineSpec? machine)
    {
        machine = name switch
        {
            TinyMachines.TinyName => Tiny,
            TinyMachines.Tiny2Name => Tiny2,
            MuseumMachines.TinyPagesName => MuseumMachines.TinyPages(),
            MuseumMachines.TinyLateName => MuseumMachines.TinyLate(),
            MuseumMachines.TinyOddName => MuseumMachines.TinyOdd(),
            MuseumMachines.Tiny2OddName => MuseumMachines.Tiny2Odd(),
            MuseumMachines.TinyFullName => MuseumMachines.TinyFull(),
            TwoSocketMachine.Name => TwoSocket,
            RecordedMachine.Name => Default,
            _ => TrySockets(name),
        };
        return machine is not null;
    }

    /// <summary>Whether a machine has that name.</summary>
    internal static bool IsName(string name) => Names.Contains(name, StringComparer.Ordinal) ? name != SocketsName : CountOf(name) is not null;

    /// <summary>What stands for N in a name of a large machine, be it a number or not; null in any other name.</summary>
    internal static string? SocketsOf(string name) => name.StartsWith(SocketsPrefix, StringComparison.Ordinal) ? name[SocketsPrefix.Length..] : null;

    private static MachineSpec? TrySockets(string name) => CountOf(name) is { } nodes ? Sockets(nodes) : null;

    private static int? CountOf(string name) =>
        SocketsOf(name) is { Length: > 0 } digits && digits[0] != '0'
        && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int nodes) && nodes <= MaxSockets
            ? nodes
            : null;
}
