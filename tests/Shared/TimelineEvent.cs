using System.Globalization;
using System.Text.Json;

namespace NumaBoot.TestFixtures;

/// <summary>An event of a timeline.</summary>
internal sealed class TimelineEvent(JsonElement json)
{
    public string Phase { get; } = json.GetProperty("ph").GetString()!;

    public string Name { get; } = json.GetProperty("name").GetString()!;

    public int Pid => json.GetProperty("pid").GetInt32();

    public int Tid => json.TryGetProperty("tid", out var tid) ? tid.GetInt32() : 0;

    public long Id => json.GetProperty("id").GetInt64();

    public string Args => json.TryGetProperty("args", out var args) ? args.GetRawText() : "";

    /// <summary>When, in nanoseconds; the file counts in microseconds.</summary>
    public long Ns { get; } = json.TryGetProperty("ts", out var ts) ? decimal.ToInt64(decimal.Parse(ts.GetRawText(), CultureInfo.InvariantCulture) * 1000) : 0;

    public bool Has(string arg) => json.TryGetProperty("args", out var args) && args.TryGetProperty(arg, out _);

    public long Number(string arg) => json.GetProperty("args").GetProperty(arg).GetInt64();

    public string Text(string arg, bool inArgs = true) => (inArgs ? json.GetProperty("args") : json).GetProperty(arg).GetString()!;
}
