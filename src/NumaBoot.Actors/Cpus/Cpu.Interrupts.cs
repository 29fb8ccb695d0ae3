using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// Interrupts, and the growths that they come between. A handler allocates one block, beside what the CPU's work is at;
/// while it waits for that, the CPU goes on with all but this: under <see cref="InterruptRule.Open"/> it is on top of a
/// growth that the CPU builds, which does not go on before the handler is over. Under <see cref="InterruptRule.Closed"/>
/// an interrupt that comes within a growth waits until the growth is over.
/// </summary>
internal sealed partial class Cpu
{
    // What handlers take is never given back.
    private const string HandlersLabel = "interrupt";

    // In plain order of time they come one after the other, soon after the CPUs have begun their work.
    private const long GapNs = 100;

    private void ArmInterrupts()
    {
        if (state.Interrupts.AreArmed)
        {
            return;
        }

        // Of hundreds of thousands of CPUs each comes here.
        List<int> mine = Lane.Disturbances.IsEmpty
            ? []
            : [.. Enumerable.Range(1, Lane.Disturbances.Length).Where(number => InterruptOf(number)?.Cpu == state.Cpu)];
        state.Interrupts.Arm(mine);
        foreach (int number in mine)
        {
            Lane.TellSelfAfter(number * GapNs, new CpuMessages.Interrupt(number, InterruptOf(number)!.Order));
        }
    }

    private Interrupt? InterruptOf(int number) => Lane.Disturbances[number - 1] as Interrupt;

    private void HearInterrupt(CpuMessages.Interrupt interrupt)
    {
        state.Interrupts.Come(interrupt.Number);
        GoOn();
    }

    private void EndHandler()
    {
        state.Interrupts.End();
        GoOn();
    }

    /// <summary>Begins handlers, then goes on with a growth that was put off, then sees whether the phase is over.</summary>
    private void GoOn()
    {
        BeginHandlers();
        if (state.Interrupts.Handler is null && state.GrowthPutOff is { } growth)
        {
            state.GrowthPutOff = null;
            Lane.Ledger.GrowthGoesOn(growth.Ask);
            NextStep(growth);
        }

        FinishPhaseIfDone();
    }

    private void BeginHandlers()
    {
        bool isClosed = plan.Policy.Interrupts == InterruptRule.Closed && state.Growth is not null;
        while (!isClosed && state.Interrupts.TryNext(out int number))
        {
            var interrupt = InterruptOf(number)!;
            Lane.Ledger.Happened(interrupt);
            var allocation = new AllocationInHand(BlockOf(interrupt), [(state.Nid, 1)], number);
            state.Interrupts.Begin(allocation);
            if (Allocate(allocation))
            {
                state.Interrupts.End();
            }
        }
    }

    private static WorkItem BlockOf(Interrupt interrupt) => new()
    {
        Cpu = interrupt.Cpu,
        Phase = WorkPhase.Running,
        Kind = WorkKind.Allocate,
        Order = interrupt.Order,
        Need = WorkNeed.Atomic,
        Label = HandlersLabel,
    };

    private void HearBuilt(CpuMessages.GrowthBuilt built)
    {
        if (state.Growth is { } growth && growth.Ask == built.Ask)
        {
            TakeStep(growth);
        }
    }

    /// <summary>A handler is on top of what its CPU builds, but for what is built for the handler itself.</summary>
    private void TakeStep(CpuMessages.RunGrowth growth)
    {
        bool isBelowHandler = state.Interrupts.Handler is { } handler && handler.Interrupt != growth.Interrupt;
        if (plan.Policy.Interrupts == InterruptRule.Open && isBelowHandler)
        {
            state.GrowthPutOff = growth;
            Lane.Ledger.GrowthPutOff(growth.Ask);
            return;
        }

        NextStep(growth);
        GoOn();
    }

    /// <summary>A growth has two steps where an interrupt may come between them, and one where none can.</summary>
    private void NextStep(CpuMessages.RunGrowth growth)
    {
        if (state.Growth is null)
        {
            Lane.Spend(BootWork.InitialisePages, growth.Pages);
            if (!state.Interrupts.AreOver)
            {
                state.Growth = growth;
                Lane.TellSelfAfter(0, new CpuMessages.GrowthBuilt(growth.Ask));
                return;
            }
        }

        state.Growth = null;
        Lane.Tell(ActorAddress.Zone(growth.Zone), new ZoneMessages.GrowthRun(growth.Ask));
    }
}
