using System.Diagnostics;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>What may come of an input, whatever it holds: a machine or one line, soon.</summary>
internal static class Answers
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    /// <summary>Reads; false where the answer is one line.</summary>
    public static bool Of(string seed, Action read)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            read();
            return true;
        }
        catch (MachineInputException fault)
        {
            Assert.DoesNotContain('\n', fault.Message);
            Assert.Contains(": expected ", fault.Message, StringComparison.Ordinal);
            Assert.InRange(fault.Message.Length, 1, 1200);
            return false;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
        }
        finally
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < Soon, $"seed {seed} took too long");
        }
    }

    /// <summary>What a simulation would do with the machine at once.</summary>
    public static void Use(MachineSpec machine)
    {
        Assert.NotEmpty(machine.Cpus);
        var commandLine = KernelCommandLine.Parse(machine.CommandLine);
        var layouts = ZoneSizing.LayOut(
            machine.ToMemblock(), machine.Nodes.Select(node => node.Nid), machine.ZoneLimits, MovableParameters.From(commandLine), machine.Geometry);
        Assert.Equal(machine.Nodes.Length, layouts.Length);
        CommandLineWorkload.From(machine, commandLine).Check(machine);
        CommandLineMemory.Apply(machine, "crashkernel=64M");
    }
}
