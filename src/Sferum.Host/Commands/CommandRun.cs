using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Sferum.Keys;
using Sferum.Settings;
using Sferum.Storage;

namespace Sferum.Commands;

/// <summary>Runs a command; what an operator can mend is said in words and an exit code, not in a stack trace.</summary>
internal static class CommandRun
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Misconfigured = 2;

    /// <summary>The language of the terminal.</summary>
    public static string Locale => TextCatalogue.Locale(CultureInfo.CurrentUICulture.Name);

    public static async Task<int> Guarded(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (ConfigurationException error)
        {
            Complain(error);
            return Misconfigured;
        }
        catch (OptionsValidationException error)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, [Text("config.refused"), .. error.Failures.Select(static f => "  " + f)]));
            return Misconfigured;
        }
        catch (SchemaException error)
        {
            await Console.Error.WriteLineAsync(Text(error.Code));
            return Failed;
        }
        catch (BackupException error)
        {
            await Console.Error.WriteLineAsync(Text(error.Code, error.Value));
            return Failed;
        }
        catch (Exception error) when (error is KeyRingException or EditedMigrationException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Failed;
        }
        catch (DbException error)
        {
            await Console.Error.WriteLineAsync(Text("host.database_away", error.Message));
            return Failed;
        }
    }

    /// <summary>A sentence for the operator.</summary>
    public static string Text(string code, string value = "") =>
        TextCatalogue.Render(code, new Dictionary<string, string>(StringComparer.Ordinal) { ["value"] = value }, Locale);

    /// <summary>Every problem in both languages: logs are read by people who did not choose the terminal's.</summary>
    private static void Complain(ConfigurationException error)
    {
        foreach (var locale in TextCatalogue.Locales.OrderByDescending(static l => l == Locale))
        {
            Console.Error.WriteLine(TextCatalogue.Render("config.refused", null, locale));
            foreach (var problem in error.Problems)
            {
                Console.Error.WriteLine("  " + problem.In(locale));
            }
        }
    }
}
