using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// When what memblock kept for a while is freed: EFI's boot services before the other CPUs come up
/// (<c>arch/x86/platform/efi/quirks.c: efi_free_boot_services</c>), or once late init is over. A machine without such
/// memory does not notice.
/// </summary>
internal sealed partial class BootSupervisor
{
    private void FreeLateIf(FreedLateRule rule)
    {
        if (plan.Policy.FreedLate == rule && plan.FreesLate)
        {
            Broadcast(new NodeMessages.FreeLate(), BootStep.LateFreed);
        }
        else
        {
            Next();
        }
    }
}
