using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>What nodes and the supervisor are told.</summary>
internal sealed partial class StoryPhrases
{
    private static string? ToNode(string node, IBootMessage message) => message switch
    {
        NodeMessages.BuildMemoryMap => $"lets {node} build its memory map",
        NodeMessages.FreeMemblock => $"lets {node} take over from memblock",
        NodeMessages.ReleaseImage => $"lets {node} release its part of the kernel image",
        NodeMessages.FreeLate => $"lets {node} free what memblock kept",
        NodeMessages.SizePageLists => $"lets {node} size its page lists",
        NodeMessages.StartCpus => $"lets {node} bring its CPUs up",
        NodeMessages.DoWork { OnlyCpu: >= 0 } work => $"lets cpu {work.OnlyCpu} of {node} work",
        NodeMessages.DoWork => $"lets the CPUs of {node} work",
        NodeMessages.DisableDeferredPages => $"tells {node} to turn growth off",
        NodeMessages.StartLateInit => $"lets {node} begin late init",
        NodeMessages.HelpersGranted granted => $"grants {node} {StoryWords.Count(granted.Count, "helper")}",
        NodeMessages.SetWatermarks => $"lets {node} set its watermarks",
        NodeMessages.Report => $"asks {node} how it stands",
        NodeMessages.ChildDone done => $"tells {node} that {StepWords(done.Step)}",
        NodeMessages.CpuWorkDone { Failure: not null } => $"tells {node} that it cannot go on",
        NodeMessages.CpuWorkDone => $"tells {node} that its work is done",
        NodeMessages.RangeReady { WantedWorkers: 0 } => $"tells {node} that nothing is left to build",
        NodeMessages.RangeReady ready => $"tells {node} of a range for {StoryWords.Count(ready.WantedWorkers, "worker")}",
        NodeMessages.ZoneReported or NodeMessages.CoordinatorReported or NodeMessages.CpuReported => $"tells {node} how it stands",
        _ => null,
    };

    private static string? ToSupervisor(string supervisor, IBootMessage message) => message switch
    {
        SupervisorMessages.PowerOn => "switches the machine on",
        SupervisorMessages.BeginLateInit => "goes on to late init",
        SupervisorMessages.NodeStepDone done => $"tells {supervisor} that {StepWords(done.Step)}",
        SupervisorMessages.NodeWorkDone { Failure: not null } done => $"tells {supervisor} that cpu {done.Failure!.Cpu} cannot go on",
        SupervisorMessages.NodeWorkDone => $"tells {supervisor} that the work of its CPUs is done",
        SupervisorMessages.NodeInitialised => $"tells {supervisor} that all its pages are initialised",
        SupervisorMessages.HelpersWanted wanted => $"asks {supervisor} for {StoryWords.Count(wanted.Count, "helper")}",
        SupervisorMessages.HelpersReturned returned => $"gives {supervisor} {StoryWords.Count(returned.Count, "helper")} back",
        SupervisorMessages.NodeReported => $"tells {supervisor} how it stands",
        _ => null,
    };
}
