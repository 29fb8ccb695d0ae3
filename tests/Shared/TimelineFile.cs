using System.Text.Json;

namespace NumaBoot.TestFixtures;

/// <summary>A timeline as viewers of the Trace Event format read it, by rules of its own.</summary>
internal sealed class TimelineFile
{
    private readonly Dictionary<int, string> _processes = [];
    private readonly Dictionary<int, (int Pid, string Name)> _threads = [];
    private readonly List<string> _faults = [];

    private TimelineFile(string text)
    {
        using var json = JsonDocument.Parse(text);
        Data = json.RootElement.GetProperty("otherData").Clone();
        var events = json.RootElement.GetProperty("traceEvents").Clone().EnumerateArray().Select(one => new TimelineEvent(one)).ToList();
        foreach (var one in events.Where(one => one.Phase == "M"))
        {
            HearName(one);
        }

        foreach (var track in events.Where(one => one.Phase is "B" or "E" or "s" or "t" or "f").GroupBy(one => (one.Pid, one.Tid)))
        {
            ReadTrack(track.Key.Pid, track.Key.Tid, track);
        }

        Flows = [.. events.Where(one => one.Phase is "s" or "t" or "f").GroupBy(one => one.Id).Select(flow => flow.ToList())];
        _faults.AddRange(Flows.Where(flow => !IsWay(flow)).Select(flow => $"arrow {flow[0].Id} goes {string.Join(' ', flow.Select(one => $"{one.Phase} {one.Ns}"))}"));
        Counters = [.. events.Where(one => one.Phase == "C")];
    }

    /// <summary>What is known about the whole.</summary>
    public JsonElement Data { get; }

    /// <summary>All slices, track by track.</summary>
    public List<TimelineStretch> Slices { get; } = [];

    /// <summary>The events of each arrow, in the order of the file.</summary>
    public List<List<TimelineEvent>> Flows { get; }

    /// <summary>What is counted.</summary>
    public List<TimelineEvent> Counters { get; }

    /// <summary>What a viewer would not understand; empty for nothing.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Reads one.</summary>
    public static TimelineFile Parse(string text) => new(text);

    // Arrows of one moment go in the order of the file.
    private static bool IsWay(List<TimelineEvent> flow) =>
        string.Concat(flow.OrderBy(one => one.Ns).Select(one => one.Phase)) == $"s{new string('t', Math.Max(1, flow.Count - 2))}f";

    private void HearName(TimelineEvent one)
    {
        switch (one.Name)
        {
            case "process_name" when !_processes.TryAdd(one.Pid, one.Text("name")):
                _faults.Add($"process {one.Pid} has two names");
                break;
            case "thread_name" when !_threads.TryAdd(one.Tid, (one.Pid, one.Text("name"))):
                _faults.Add($"thread {one.Tid} has two names");
                break;
        }
    }

    private void ReadTrack(int pid, int tid, IEnumerable<TimelineEvent> events)
    {
        if (!_processes.TryGetValue(pid, out string? process) || !_threads.TryGetValue(tid, out var thread) || thread.Pid != pid)
        {
            _faults.Add($"thread {tid} of process {pid} has no name");
            return;
        }

        string track = $"{process}, {thread.Name}";
        var open = new Stack<TimelineStretch>();
        long ns = 0;
        foreach (var one in events)
        {
            if (one.Ns < ns)
            {
                _faults.Add($"{track}: {one.Phase} {one.Name} at {one.Ns} comes after {ns}");
            }

            ns = one.Ns;
            Read(track, one, open);
        }

        _faults.AddRange(open.Select(slice => $"{track}: {slice.Name} at {slice.StartNs} never ends"));
    }

    private void Read(string track, TimelineEvent one, Stack<TimelineStretch> open)
    {
        switch (one.Phase)
        {
            case "B":
                var slice = new TimelineStretch(track, one, open.Count == 0 ? null : open.Peek());
                open.Push(slice);
                Slices.Add(slice);
                break;
            case "E" when open.Count == 0 || open.Peek().Name != one.Name || open.Peek().Args != one.Args:
                _faults.Add($"{track}: {one.Name} ends at {one.Ns} while {(open.Count == 0 ? "nothing" : open.Peek().Name)} is open");
                break;
            case "E":
                open.Pop().EndNs = one.Ns;
                break;
            case var _ when open.Count == 0:
                _faults.Add($"{track}: arrow {one.Id} meets nothing at {one.Ns}");
                break;
            default:
                open.Peek().Flows.Add((one.Phase, one.Id));
                break;
        }
    }
}
