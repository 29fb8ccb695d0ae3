using System.Security.Cryptography;

namespace NumaBoot.Cluster;

/// <summary>A file in PEM that a setting names.</summary>
/// <param name="setting">The setting: where it was written, and the file.</param>
/// <param name="expected">What is expected there, for complaints.</param>
internal sealed class PemFile(FoundSetting setting, string expected)
{
    /// <summary>What is in the file.</summary>
    /// <exception cref="MemberSettingsException">It is not to be read.</exception>
    public string Text()
    {
        try
        {
            return File.ReadAllText(setting.Text);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refuse("there is no such file", missing);
        }
        catch (UnauthorizedAccessException closed)
        {
            throw Refuse(Directory.Exists(setting.Text) ? "it is a folder" : "it may not be read", closed);
        }
        catch (Exception unreadable) when (unreadable is IOException or ArgumentException)
        {
            throw Refuse(unreadable.Message, unreadable);
        }
    }

    /// <summary>Makes something of what is in it.</summary>
    /// <exception cref="MemberSettingsException">That is not what is in it.</exception>
    public T Make<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception bad) when (bad is CryptographicException or ArgumentException)
        {
            throw Refuse(bad.Message, bad);
        }
    }

    /// <summary>The complaint about it.</summary>
    public MemberSettingsException Refuse(string why, Exception? inner = null)
    {
        string message = $"{setting.Refuse(expected).Message}: {why}";
        return inner is null ? new MemberSettingsException(message) : new MemberSettingsException(message, inner);
    }
}
