using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Museum;

/// <summary>The page of the museum says what is so.</summary>
public sealed class MuseumPageTests
{
    // Expect docs/museum.md to be what the exhibits say and what searching and shrinking them gives; if not, the new page
    // is in artifacts/museum.md.
    [Fact]
    public void The_page_is_what_the_exhibits_show()
    {
        string page = MuseumPage.Write();
        string known = File.ReadAllText(Path.Combine(Fixtures.Root, "docs", "museum.md"));
        if (page != known)
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Fixtures.Root, "artifacts")).FullName, "museum.md"), page);
        }

        Assert.Equal(page, known);
    }
}
