using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>The library of orders as somebody else gets it: packed, looked into, and used from outside of the repository.</summary>
[Collection(FreshClone.Collection)]
public sealed class PackageTests(FreshClone clone)
{
    private const string Id = "ActorOrders";

    private string Artifacts => Path.Combine(clone.Folder, "artifacts");

    // Expect both frameworks with their documentation, the page, a licence, and no dependency but Akka.
    [Fact]
    public void The_package_holds_what_it_needs_and_nothing_else()
    {
        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(Artifacts, $"{Id}.*.nupkg")));
        var files = package.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);

        foreach (string framework in new[] { "net8.0", "net10.0" })
        {
            Assert.Contains($"lib/{framework}/NumaBoot.Ordering.dll", files);
            Assert.Contains($"lib/{framework}/NumaBoot.Ordering.xml", files);
        }

        Assert.Equal(4, files.Count(file => file.StartsWith("lib/", StringComparison.Ordinal)));
        Assert.Contains("README.md", files);
        using var stream = package.GetEntry($"{Id}.nuspec")!.Open();
        var about = XDocument.Load(stream).Root!.Elements().Single();
        string Value(string name) => about.Elements().Single(element => element.Name.LocalName == name).Value;
        Assert.Equal((Id, "Apache-2.0", "README.md"), (Value("id"), Value("license"), Value("readme")));
        Assert.NotEmpty(Value("tags"));
        var dependencies = about.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value);
        Assert.Equal("Akka Akka", string.Join(' ', dependencies));
        Assert.Single(Directory.GetFiles(Artifacts, $"{Id}.*.snupkg"));
    }

    // Expect a project that knows nothing of this repository to find a race with it, and to compile against both frameworks.
    // Nothing is downloaded: what the package depends on has been restored to build it.
    [Fact]
    public async Task A_project_outside_of_the_repository_finds_a_race()
    {
        string folder = Directory.CreateDirectory(Path.Combine(clone.Folder, "..", "outside")).FullName;
        string cache = await GlobalPackages(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="artifacts" value="{Artifacts}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="restored" value="{cache}" /></fallbackPackageFolders>
            </configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "outside.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFrameworks>net8.0;net10.0</TargetFrameworks>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="{Id}" Version="0.1.0" /></ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), """
            using Akka.Actor;
            using NumaBoot.Ordering;

            try
            {
                await Orders.Random(seeds: 100).Explore(async world =>
                {
                    var last = world.Spawn(Props.Create(() => new Last()), "last");
                    world.Inject(last, "one");
                    world.Inject(world.Spawn(Props.Create(() => new Passing(last)), "passing"), "two");
                    await world.Quiescence();
                    if (world.StateOf<Last>(last).Message != "two") { throw new InvalidOperationException("one came last"); }
                });
            }
            catch (BrokenOrderException broken)
            {
                Console.WriteLine(broken.Message.Split('\n')[0].Split(',')[^1]);
            }

            sealed class Last : ReceiveActor
            {
                public Last() => ReceiveAny(message => Message = (string)message);
                public string Message { get; private set; } = "";
            }

            sealed class Passing : ReceiveActor
            {
                public Passing(IActorRef to) => ReceiveAny(message => to.Tell(message));
            }
            """);

        var built = await Dotnet(folder, "build", "-c", "Release", "-v", "quiet", "-nologo");
        var run = await Dotnet(folder, "exec", Path.Combine(folder, "bin", "Release", "net10.0", "outside.dll"));

        Assert.True(built.ExitCode == 0, built.Output + built.Error);
        Assert.True(File.Exists(Path.Combine(folder, "bin", "Release", "net8.0", "outside.dll")), built.Output);
        Assert.Equal((" shrunk to 3 deliveries: one came last\n", "", 0), (run.Output, run.Error, run.ExitCode));
    }

    private static async Task<string> GlobalPackages(string folder) =>
        (await Dotnet(folder, "nuget", "locals", "global-packages", "--list")).Output.Split(':', 2)[1].Trim();

    private static Task<CommandResult> Dotnet(string folder, params string[] arguments) =>
        Command.RunAsync("dotnet", arguments, folder, TimeSpan.FromMinutes(5));
}
