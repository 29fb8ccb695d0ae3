using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace NumaBoot.Cluster.Tests.Members;

/// <summary>
/// A member as an operator has it: a process of the built command, with what it says, its health and the signals that it can
/// get. It is killed when the test is done with it.
/// </summary>
internal sealed class MemberProcess : IAsyncDisposable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigContinue = 18;
    private const int SigStop = 19;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private bool _stopped;

    private MemberProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, data) => Keep(data.Data);
        process.OutputDataReceived += (_, data) => Keep(data.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>What it has said so far, in lines, standard error and output together.</summary>
    public IReadOnlyList<string> Lines
    {
        get { lock (_lines) { return [.. _lines]; } }
    }

    /// <summary>The same as one text, for the message of a failed test.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>The id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>A port on loopback that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a member with these options, health at any free port.</summary>
    public static MemberProcess Start(params string[] options) => StartPlain(["--health-port", "0", .. options]);

    /// <summary>Starts a member with these options and no others.</summary>
    public static MemberProcess StartPlain(IEnumerable<string> options, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "numaboot.dll"), "member", .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return new MemberProcess(Process.Start(start)!);
    }

    /// <summary>Starts members at the same time that all list one another, each list beginning elsewhere.</summary>
    public static IReadOnlyList<MemberProcess> StartTogether(int count, params string[] options)
    {
        int[] ports = [.. Enumerable.Range(0, count).Select(_ => FreePort()).Order()];
        return [.. ports.Select((port, at) => Start(
            ["--port", Text(port), .. ports[at..].Concat(ports[..at]).SelectMany(other => new[] { "--join", $"127.0.0.1:{other}" }), .. options]))];

        static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The address by which the cluster knows it.</summary>
    public async Task<string> AddressAsync() => (await LineAsync("runs as ", TimeSpan.FromSeconds(30))).Split(' ')[^1];

    /// <summary>Waits until it has said something with these words, from the line of that number on.</summary>
    public async Task<string> LineAsync(string words, TimeSpan within, int from = 0)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < within)
        {
            if (Lines.Skip(from).FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"'{words}' was not said within {within}; what was said:\n{Text}");
    }

    /// <summary>Waits until the cluster has that many members as this one sees it, and this one is ready.</summary>
    public async Task ReadyAsync(int members, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        string words = members == 1 ? "; 1 member" : $"; {members} members";
        while (clock.Elapsed < within)
        {
            string? last = Lines.LastOrDefault(line => line.Contains("; ", StringComparison.Ordinal) && line.Contains(" member", StringComparison.Ordinal)
                && !line.Contains(" is down;", StringComparison.Ordinal));
            if (last?.EndsWith(words, StringComparison.Ordinal) == true && (await HealthAsync("ready")).Status == HttpStatusCode.OK)
            {
                return;
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"not one of {members} members within {within}; what was said:\n{Text}");
    }

    /// <summary>Asks a health endpoint: <c>startup</c>, <c>live</c> or <c>ready</c>.</summary>
    public async Task<(HttpStatusCode Status, string Text)> HealthAsync(string question)
    {
        string url = (await LineAsync("health at ", TimeSpan.FromSeconds(30))).Split(' ')[^1];
        using var answer = await Http.GetAsync(new Uri(new Uri(url), question));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until the health endpoint says something with these words; what it says then.</summary>
    public async Task<(HttpStatusCode Status, string Text)> HealthAsync(string question, string words, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var health = await HealthAsync(question);
            if (health.Text.Contains(words, StringComparison.Ordinal))
            {
                return health;
            }

            if (clock.Elapsed > within)
            {
                throw new TimeoutException($"{question} is '{health.Text}' and not '{words}' after {within}; what was said:\n{Text}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Ends it at once, as a lost machine would.</summary>
    public void Kill() => Signal(SigKill);

    /// <summary>Stops it where it is.</summary>
    public void Stop()
    {
        Signal(SigStop);
        _stopped = true;
    }

    /// <summary>Lets it go on after <see cref="Stop"/>.</summary>
    public void Continue()
    {
        Signal(SigContinue);
        _stopped = false;
    }

    /// <summary>Asks it to leave and stop.</summary>
    public void Terminate() => Signal(SigTerm);

    /// <summary>Waits for its end; the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan within)
    {
        using var enough = new CancellationTokenSource(within);
        try
        {
            await _process.WaitForExitAsync(enough.Token);
            return _process.ExitCode;
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"no end within {within}; what was said:\n{Text}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            if (_stopped)
            {
                Continue();
            }

            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }

    private void Signal(int signal)
    {
        if (Send(_process.Id, signal) != 0)
        {
            throw new InvalidOperationException($"signal {signal} did not reach process {_process.Id}");
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}
