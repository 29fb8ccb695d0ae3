using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Fields;

/// <summary>The page of the field cases says what is so.</summary>
public sealed class FieldPageTests
{
    // Expect docs/field-cases.md to be what booting the machines gives; if not, the new page is in artifacts/field-cases.md.
    [Fact]
    public void The_page_is_what_the_machines_do()
    {
        string page = FieldPage.Write();
        string file = Path.Combine(Fixtures.Root, "docs", "field-cases.md");
        string known = File.Exists(file) ? File.ReadAllText(file) : "";
        if (page != known)
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Fixtures.Root, "artifacts")).FullName, "field-cases.md"), page);
        }

        Assert.Equal(page, known);
    }

    // Expect no machine without a case and no fault without a machine.
    [Fact]
    public void Every_machine_and_every_fault_is_on_the_page()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Fixtures.Root, "examples", "field")).Select(file => Path.GetFileName(file));

        Assert.Equal(FieldCases.All.Select(field => $"{field.Name}.json").Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
        Assert.All(FieldPolicies.All, policy => Assert.Contains(FieldCases.All, field => field.Concerned.Contains(policy)));
    }
}
