using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using NumaBoot.Ordering;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>A reader who copies the code of the package's own page into a new test project, and runs it.</summary>
public sealed partial class PackageReadmeTests
{
    private static readonly string Folder = Path.Combine(Fixtures.Root, "src", "NumaBoot.Ordering");
    private static readonly string Readme = File.ReadAllText(Path.Combine(Folder, "README.md"));

    // Expect the code to be a whole file that compiles without a warning, and each test in it to do what the page says: the
    // one with the race to fail with what is printed below, the others to pass.
    [Fact]
    public async Task The_code_compiles_and_runs_as_it_stands()
    {
        var tests = await Compile(Assert.Single(Code().Matches(Readme)).Groups["code"].Value);
        int passed = 0;
        foreach (var test in tests.Where(test => test.Name != "The_account_is_never_overdrawn"))
        {
            await Run(test);
            passed++;
        }

        var broken = await Assert.ThrowsAsync<BrokenOrderException>(() => Run(tests.Single(test => test.Name == "The_account_is_never_overdrawn")));
        Assert.Contains("\n\n    " + broken.Message.Replace("\n", "\n    ", StringComparison.Ordinal) + "\n\n", Readme, StringComparison.Ordinal);
        Assert.Equal(2, passed);
    }

    // Expect the way into a project, what travels, all orders, and a link that leads somewhere.
    [Fact]
    public void The_page_says_what_is_needed()
    {
        Assert.Contains("\n    dotnet add package ActorOrders\n", Readme, StringComparison.Ordinal);
        Assert.All(Enum.GetNames<ChannelKind>(), kind => Assert.Contains($"| `{kind.ToLowerInvariant()}` |", Readme, StringComparison.Ordinal));
        Assert.All(
            typeof(Orders).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly),
            order => Assert.Contains($"| `Orders.{order.Name}(", Readme, StringComparison.Ordinal));
        string page = Assert.Single(Link().Matches(Readme)).Groups["target"].Value;
        Assert.True(File.Exists(Path.Combine(Folder, page)), page);
    }

    private static Task Run(MethodInfo test) => test.CreateDelegate<Func<Task>>(Activator.CreateInstance(test.DeclaringType!))();

    /// <summary>The tests of a file that is compiled against what lies beside this test: nothing is downloaded.</summary>
    private static async Task<List<MethodInfo>> Compile(string code)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string[] references = ["Akka.dll", "NumaBoot.Ordering.dll", "xunit.core.dll", "xunit.assert.dll", "xunit.abstractions.dll"];
            await File.WriteAllTextAsync(Path.Combine(folder, "AccountTests.cs"), code);
            await File.WriteAllTextAsync(Path.Combine(folder, "readme.csproj"), $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <ImplicitUsings>enable</ImplicitUsings>
                    <Nullable>enable</Nullable>
                    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  </PropertyGroup>
                  <ItemGroup>
                    {string.Concat(references.Select(reference => $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, reference)}\" />"))}
                  </ItemGroup>
                </Project>
                """);

            var built = await Command.RunAsync("dotnet", ["build", "-v", "quiet", "-nologo", "-o", "built"], folder, TimeSpan.FromMinutes(5));

            Assert.True(built.ExitCode == 0, built.Output + built.Error);
            using var assembly = new MemoryStream(await File.ReadAllBytesAsync(Path.Combine(folder, "built", "readme.dll")));
            return [.. AssemblyLoadContext.Default.LoadFromStream(assembly).GetExportedTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FactAttribute)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\((?<target>[^)#]+)\)")]
    private static partial Regex Link();
}
