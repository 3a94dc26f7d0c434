[assembly: AssemblyFixture(typeof(Sferum.Wire.OpenStages))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Sferum.Wire;

/// <summary>A stage on each path, for tests that leave it as it was.</summary>
public sealed class OpenStages : IAsyncDisposable
{
    private readonly Dictionary<string, Stage> _stages = new(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in _stages.Values)
        {
            await stage.DisposeAsync();
        }
    }

    internal async Task<Stage> On(string path)
    {
        if (!_stages.TryGetValue(path, out var stage))
        {
            _stages[path] = stage = await Stage.Open(new LivePath(path));
        }

        return stage;
    }
}
