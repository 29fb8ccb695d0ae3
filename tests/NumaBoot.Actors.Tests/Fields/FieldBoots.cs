using System.Collections.Concurrent;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;

namespace NumaBoot.Actors.Tests.Fields;

/// <summary>Boots the machines of field reports as the command does, each under each policy once.</summary>
internal static class FieldBoots
{
    private static readonly ConcurrentDictionary<string, Lazy<Comparison>> Known = new(StringComparer.Ordinal);

    /// <summary>The boot of a case under a policy.</summary>
    public static PolicyOutcome Of(FieldCase field, string policy) => All(field).Outcomes.Single(outcome => outcome.Policy.Name == policy);

    /// <summary>The boots of a case under all its policies.</summary>
    public static Comparison All(FieldCase field) =>
        Known.GetOrAdd(field.Name, _ => new Lazy<Comparison>(() => Comparer.Run(Request(field), [.. field.Policies]))).Value;

    /// <summary>The boots that the page lays side by side.</summary>
    public static Comparison Compared(FieldCase field)
    {
        var all = All(field);
        return all with { Outcomes = [.. field.Compared.Select(policy => all.Outcomes.Single(outcome => outcome.Policy == policy))] };
    }

    /// <summary>The boot of a case under a policy, for whatever a machine is changed to.</summary>
    public static BootRequest Request(FieldCase field)
    {
        var machine = CommandLineMemory.Apply(MachineReader.Read(Path.Combine(Fixtures.Root, field.Path)));
        var commandLine = KernelCommandLine.Parse(machine.CommandLine);
        return new BootRequest(machine, InitPolicies.Default, machine.OwnWorkload ?? CommandLineWorkload.From(machine, commandLine))
        {
            Movable = MovableParameters.From(commandLine),
        };
    }

    /// <summary>Managed pages of a machine at a point of its boot.</summary>
    public static long ManagedPages(PolicyOutcome outcome, string at) =>
        outcome.Result.Report!.Snapshots.First(snapshot => snapshot.At == at).Nodes.Sum(node => node.Zones.Sum(zone => zone.ManagedPages));

    /// <summary>How long the early memory map takes, in nanoseconds.</summary>
    public static long MemoryMapNs(PolicyOutcome outcome)
    {
        var map = outcome.Result.Phases.Single(phase => phase.Name == "memory map");
        return map.EndNs - map.StartNs;
    }

    /// <summary>What a zone says at the end.</summary>
    public static ZoneSnapshot Zone(PolicyOutcome outcome, int nid, ZoneKind kind) =>
        outcome.Result.Report!.Snapshots[^1].Nodes.Single(node => node.Nid == nid).Zones.Single(zone => zone.Layout.Kind == kind);
}
