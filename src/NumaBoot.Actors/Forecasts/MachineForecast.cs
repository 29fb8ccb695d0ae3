namespace NumaBoot.Actors;

/// <summary>
/// When what belongs to no node will send something to a node at the earliest. It only answers, but for twice: it begins
/// when the machine is switched on, and it lets late init begin by itself, at a time that is known from the moment on that
/// all CPUs run.
/// </summary>
public sealed class MachineForecast
{
    private readonly SupervisorState _state;

    internal MachineForecast(SupervisorState state)
    {
        _state = state;
    }

    /// <summary>What can be said now.</summary>
    /// <param name="nowNs">Nothing that is pending happens before this, in nanoseconds of virtual time.</param>
    public Forecast Make(long nowNs) => _state.Stage switch
    {
        BootStage.Off => Forecast.At(nowNs),
        BootStage.AwaitLateInit => Forecast.At(Math.Max(nowNs, _state.LateInitAtNs)),
        _ => Forecast.Rest,
    };
}
