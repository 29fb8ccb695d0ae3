namespace NumaBoot.Benchmarks.Schedules;

internal static class ScheduleTable
{
    public static string Measure()
    {
        foreach (string policy in new[] { "single-writer", "v1", "v3", "v4.17", "v5.8" })
        {
            Console.WriteLine($"{policy}: {string.Join(' ', SameBoot.Check(NumaBoot.Memory.InitPolicies.Find(policy)!))}");
        }
        return "";
    }
}
