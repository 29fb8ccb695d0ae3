using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>--metrics</c> as a black box, with somebody who reads it.</summary>
public sealed class RunMetricsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    // Expect a run to say where its metrics are, to serve what its summary says once that is printed, to end at once when it
    // is interrupted then, and to end as it would have without.
    [Fact]
    public async Task What_a_run_served_can_be_read_after_its_result()
    {
        using var run = Start("run", "tiny", "--metrics", "0", "--metrics-linger", "60");
        var url = await AddressAsync(run);
        string output = await ReadUntilAsync(run.StandardOutput, "digest ");

        string text = await Http.GetStringAsync(url);
        Assert.Equal(1, Value(text, "numaboot_runs_total{", "\"booted\""));
        string deliveries = output.Split(" deliveries")[0].Split(' ')[^1];
        Assert.Equal(double.Parse(deliveries, NumberStyles.AllowThousands, CultureInfo.InvariantCulture), Value(text, "numaboot_deliveries_total{"));
        Assert.Equal(0, Value(text, "numaboot_runs_active{"));

        var clock = Stopwatch.StartNew();
        await Interrupt(run);
        Assert.Equal(0, run.ExitCode);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    // Expect a run to be seen while it goes on.
    [Fact]
    public async Task A_run_is_seen_while_it_goes_on()
    {
        using var run = Start("run", "sockets-1024", "--metrics", "0");
        var url = await AddressAsync(run);

        string text = await ReadAsync(url, read => Value(read, "numaboot_runs_active{") == 1 && Value(read, "numaboot_deliveries_total{") > 0 && Value(read, "numaboot_pages_free{") > 0);
        Assert.True(Value(text, "numaboot_lanes{") == 1_025, text);
        Assert.DoesNotContain("numaboot_node=", text, StringComparison.Ordinal);
        await Interrupt(run);
    }

    // Expect a search to count its schedules, its deliveries and what it broke.
    [Fact]
    public async Task A_search_is_counted()
    {
        using var run = Start("explore", "tiny", "--schedules", "50", "--metrics", "0", "--metrics-linger", "60");
        var url = await AddressAsync(run);

        string text = await ReadAsync(url, read => Value(read, "numaboot_schedules_total{") == 50 && Value(read, "numaboot_runs_active{") == 0);
        Assert.True(Value(text, "numaboot_deliveries_total{") > 50 * 50);
        Assert.True(Value(text, "numaboot_orders_distinct{") is > 1 and <= 50);
        Assert.True(Value(text, "numaboot_coverage{", "\"seen\"") > 0);
        await Interrupt(run);
    }

    // Expect the same result with metrics as without.
    [Fact]
    public void Metrics_leave_no_mark_in_the_result()
    {
        var plain = Command.Run("run", "tiny2");
        var measured = Command.Run("run", "tiny2", "--metrics", "0");

        Assert.Equal((plain.Output, plain.ExitCode), (measured.Output, measured.ExitCode));
        Assert.Matches("^numaboot: metrics at http://127.0.0.1:[0-9]+/metrics\n$", measured.Error);
    }

    // Expect a port that is taken, or none, to be a line and exit code 2, before anything is run.
    [Fact]
    public void A_taken_port_is_bad_input()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var result = Command.Run("run", "tiny", "--metrics", port);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Matches($"^numaboot: --metrics: expected a free port of 127.0.0.1, found {port}: [^\n]*in use[^\n]*\n$", result.Error);
    }

    // Expect what is no port, no time, or another process's business to be told in a line.
    [Theory]
    [InlineData("--metrics: expected a port from 0 to 65535, found 65536", "--metrics", "65536")]
    [InlineData("--metrics-linger: expected --metrics beside it, found none", "--metrics-linger", "5")]
    [InlineData("--metrics-linger: expected a number of seconds from 0 to 86400, found -1", "--metrics", "0", "--metrics-linger", "-1")]
    [InlineData("--metrics: expected no --cluster beside it, since its members serve their own at their health ports, found --cluster", "--metrics", "0", "--cluster", "127.0.0.1:1")]
    public void Metrics_that_make_no_sense_are_refused(string complaint, params string[] options) =>
        Assert.Equal(new CommandResult(2, "", $"numaboot: {complaint}\n"), Command.Run(["run", "tiny", .. options]));

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "numaboot.dll"), .. arguments])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<Uri> AddressAsync(Process run) => new((await ReadUntilAsync(run.StandardError, "/metrics")).Trim().Split(' ')[^1]);

    private static async Task<string> ReadUntilAsync(StreamReader reader, string words)
    {
        using var enough = new CancellationTokenSource(Patience);
        string read = "";
        while (!read.Contains(words, StringComparison.Ordinal))
        {
            read += await reader.ReadLineAsync(enough.Token) ?? throw new InvalidOperationException($"it ended with {read}");
            read += '\n';
        }

        return read;
    }

    private static async Task<string> ReadAsync(Uri url, Func<string, bool> isIt)
    {
        var clock = Stopwatch.StartNew();
        string read = "";
        while (clock.Elapsed < Patience)
        {
            read = await Http.GetStringAsync(url);
            if (isIt(read))
            {
                return read;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"it never was so; what was read last:\n{read}");
    }

    private static async Task Interrupt(Process run)
    {
        using var kill = Process.Start("kill", ["-INT", run.Id.ToString(CultureInfo.InvariantCulture)]);
        using var enough = new CancellationTokenSource(Patience);
        try
        {
            await run.WaitForExitAsync(enough.Token);
        }
        catch (OperationCanceledException)
        {
            run.Kill();
            throw;
        }
    }

    private static double Value(string text, string start, string part = "") => text.Split('\n')
        .Where(line => line.StartsWith(start, StringComparison.Ordinal) && line.Contains(part, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
