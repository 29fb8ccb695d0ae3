using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NumaBoot.Machines;

/// <summary>The machines that have a name and need no file.</summary>
public static class BuiltInMachines
{
    /// <summary>The most nodes that <c>sockets-N</c> may have: 4 PiB of 1 TiB each, all that 52 bits address.</summary>
    public const int MaxSockets = 4096;

    private const string SocketsPrefix = "sockets-";

    /// <summary>The names, as help prints them; N stands for a number from 1 to <see cref="MaxSockets"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        TinyMachines.TinyName, TinyMachines.Tiny2Name, MuseumMachines.TinyPagesName, MuseumMachines.TinyLateName,
        MuseumMachines.TinyOddName, MuseumMachines.Tiny2OddName, MuseumMachines.TinyFullName, TwoSocketMachine.Name,
        SocketsPrefix + "N", RecordedMachine.Name,
    ];

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

    private static MachineSpec? TrySockets(string name)
    {
        if (!name.StartsWith(SocketsPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var digits = name.AsSpan(SocketsPrefix.Length);
        bool known = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int nodes) && digits[0] != '0' && nodes <= MaxSockets;
        return known ? Sockets(nodes) : null;
    }
}
