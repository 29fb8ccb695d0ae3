using BenchmarkDotNet.Running;

namespace NumaBoot.Benchmarks;

/// <summary>Measures; run in Release: <c>dotnet run -c Release --project tests/NumaBoot.Benchmarks -- --filter '*'</c>.</summary>
internal static class Program
{
    public static void Main(string[] arguments) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
}
