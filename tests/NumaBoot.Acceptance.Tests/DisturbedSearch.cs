using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Acceptance.Tests;

/// <summary>The schedules that <c>numaboot explore</c> runs with one option for disturbances, to count what can be seen in them.</summary>
internal static class DisturbedSearch
{
    /// <summary>How many happened in each of the first seeds, up to one in each.</summary>
    public static ImmutableArray<long> BySeed(string machine, string option, int seeds)
    {
        var choosers = new BootChoosers(Request(machine), Wanted(option, 1));
        var seen = new SeenDisturbances();
        using var subject = choosers.MakeSubject([seen]);
        var counts = ImmutableArray.CreateBuilder<long>(seeds);
        for (long seed = 1; seed <= seeds; seed++)
        {
            var disturbances = choosers.RequestOf(seed).Disturbances;
            subject.Draw(seed);
            subject.Run(seen.Watch(choosers.Random(seed), disturbances));
            counts.Add(seen.Count(disturbances));
        }

        return counts.ToImmutable();
    }

    /// <summary>How many happened in the first of all orders together, up to so many in each.</summary>
    public static long InEveryOrder(string machine, string option, int each, int most)
    {
        var request = new BootChoosers(Request(machine), Wanted(option, each)).RequestOf(1);
        var rule = new BootReceipts(request.Plan());
        var chooser = new ExhaustiveChooser { Rule = rule };
        var seen = new SeenDisturbances();
        using var subject = new BootSubject(request, observers: [seen], rule: rule);
        long sum = 0;
        for (int orders = 0; orders < most;)
        {
            subject.Run(seen.Watch(chooser, request.Disturbances));
            sum += chooser.IsRedundant ? 0 : seen.Count(request.Disturbances);
            orders += chooser.IsRedundant ? 0 : 1;
            if (!chooser.Next())
            {
                break;
            }
        }

        return sum;
    }

    private static BootRequest Request(string name)
    {
        var machine = MachineReader.Read(name);
        return new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!) { TakesSnapshots = false };
    }

    private static DisturbanceCounts Wanted(string option, int count) => option switch
    {
        "--interrupts" => new DisturbanceCounts { Interrupts = count },
        "--lose" => new DisturbanceCounts { Lost = count },
        "--duplicate" => new DisturbanceCounts { Duplicated = count },
        "--delay" => new DisturbanceCounts { Delayed = count },
        "--crash" => new DisturbanceCounts { Crashed = count },
        "--pause" => new DisturbanceCounts { Paused = count },
        "--slow-node" => new DisturbanceCounts { Slowed = count },
        _ => throw new ArgumentOutOfRangeException(nameof(option), option, "unknown option"),
    };
}
