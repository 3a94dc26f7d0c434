using Sferum.TestServers;

namespace Sferum.Running;

/// <summary>What of a page would keep somebody out.</summary>
internal static class Axe
{
    private static readonly string Script = File.ReadAllText(Path.Combine(Repository.Web, "node_modules", "axe-core", "axe.min.js"));

    /// <summary>axe-core finds nothing on the page as it stands.</summary>
    public static async Task IsClean(this Device device, string screen)
    {
        // Evaluated by the browser's own tools: the page's policy would refuse an injected script, as it should.
        await device.Page.EvaluateAsync(Script);
        var found = await device.Page.EvaluateAsync<string[]>(
            """
            async () => {
              await Promise.all(document.getAnimations().map(a => a.finished.catch(() => {})).slice(0, 20)).catch(() => {});
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
              return violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160) + ' ' + (n.failureSummary ?? '').replaceAll('\n', ' ').slice(0, 200)).join(' | ')}`);
            }
            """);
        Assert.True(found.Length == 0, $"{screen}: {string.Join('\n', found)}");
    }

    /// <summary>The page never scrolls sideways.</summary>
    public static async Task IsNarrowEnough(this Device device) =>
        Assert.Equal(0, await device.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
}
