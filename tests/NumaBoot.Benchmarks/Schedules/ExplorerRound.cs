namespace NumaBoot.Benchmarks.Schedules;

/// <summary>What an explorer did in a round.</summary>
/// <param name="Schedules">Schedules, each to its end.</param>
/// <param name="Deliveries">Deliveries in them.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="CpuSeconds">What all threads of the process used in it.</param>
/// <param name="Bytes">What it allocated.</param>
internal sealed record ExplorerRound(long Schedules, long Deliveries, double Seconds, double CpuSeconds, long Bytes)
{
    public double SchedulesPerSecond => Schedules / Seconds;

    public double CpuMicrosecondsPerSchedule => CpuSeconds * 1e6 / Schedules;

    public double DeliveriesPerSecond => Deliveries / Seconds;

    public double DeliveriesPerSchedule => (double)Deliveries / Schedules;

    public double BytesPerSchedule => (double)Bytes / Schedules;
}
