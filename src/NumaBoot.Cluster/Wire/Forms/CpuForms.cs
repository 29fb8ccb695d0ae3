using System.Collections.Immutable;
using System.Runtime.Serialization;
using Google.Protobuf.Collections;
using NumaBoot.Machines;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of lists of CPUs, which mostly are numbers in a row.</summary>
internal static class CpuForms
{
    internal static IEnumerable<Proto.CpuRun> ToRuns(this IReadOnlyList<int> cpus)
    {
        for (int at = 0; at < cpus.Count;)
        {
            int end = at + 1;
            while (end < cpus.Count && cpus[end] == cpus[end - 1] + 1L)
            {
                end++;
            }

            yield return new Proto.CpuRun { First = cpus[at].ToProto(), Count = (uint)(end - at) };
            at = end;
        }
    }

    /// <summary>The CPUs; a few bytes cannot claim more of them than a machine may list.</summary>
    internal static ImmutableArray<int> ToCpus(this RepeatedField<Proto.CpuRun> runs)
    {
        long count = runs.Sum(run => (long)run.Count);
        if (count > InputLimits.MaxListedCpus || runs.Any(run => (long)run.First + run.Count > int.MaxValue))
        {
            throw new SerializationException($"expected at most {InputLimits.MaxListedCpus} CPUs in a list, found {count}");
        }

        var cpus = ImmutableArray.CreateBuilder<int>((int)count);
        foreach (var run in runs)
        {
            for (int at = 0; at < run.Count; at++)
            {
                cpus.Add((int)run.First + at);
            }
        }

        return cpus.MoveToImmutable();
    }
}
