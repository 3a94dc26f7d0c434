using Sferum.Rendering;

namespace Sferum.Rules;

/// <summary>Replacing pods, and the time that a stop takes: docs/draining.md.</summary>
internal static class Stopping
{
    private const int Lesson = 45 * 60;

    public static IEnumerable<string> Updates(Manifests all)
    {
        foreach (var host in all.Hosts)
        {
            var spec = host.Object.At("spec");
            var onSqlite = !all.Environment(host).ContainsKey(HostSettings.Postgres);
            if (onSqlite)
            {
                if (spec.Text("strategy", "type") != "Recreate" || spec.Number("replicas") != 1)
                {
                    yield return $"{host} would have two processes on SQLite";
                }
            }
            else if (spec.Number("strategy", "rollingUpdate", "maxSurge") != 1 || spec.Number("strategy", "rollingUpdate", "maxUnavailable") != 0)
            {
                yield return $"{host} goes before another one has come";
            }

            if (spec.Number("minReadySeconds") is null or < 30)
            {
                yield return $"{host} is taken for good before it has shown so";
            }
        }

        foreach (var media in all.Workloads.Where(static w => w.Pod.Is(true, "hostNetwork") && w.Object.Text("spec", "updateStrategy", "type") != "OnDelete"))
        {
            yield return $"{media} ends lessons when a file is applied";
        }
    }

    public static IEnumerable<string> Grace(Manifests all)
    {
        foreach (var host in all.Hosts)
        {
            var (settings, gateway) = HostSettings.Read(all.Environment(host));
            var grace = TimeSpan.FromSeconds(host.Pod.Number("terminationGracePeriodSeconds") ?? 30);
            var pause = TimeSpan.FromSeconds(host.Container.Number("lifecycle", "preStop", "sleep", "seconds") ?? 0);
            if (pause != settings.Stop.PreStop)
            {
                yield return $"{host} pauses {pause}, and Sferum:Stop:PreStop says {settings.Stop.PreStop}";
            }

            if (settings.Stop.Needed(gateway.Drain) is var needed && needed > grace)
            {
                yield return $"{host} needs {needed} to stop and gets {grace}";
            }

            if (settings.Stop.Grace > grace)
            {
                yield return $"{host} believes that it has {settings.Stop.Grace} to stop and gets {grace}";
            }
        }

        foreach (var media in all.Workloads.Where(static w => w.Pod.Is(true, "hostNetwork")))
        {
            var grace = media.Pod.Number("terminationGracePeriodSeconds") ?? 30;
            var waits = long.TryParse(media.Container.List("lifecycle", "preStop", "exec", "command").LastOrDefault()?.ToString(), out var seconds) ? seconds : 0;
            if (waits < Lesson || grace <= waits)
            {
                yield return $"{media} ends a lesson: it waits {waits} s and has {grace} s";
            }
        }
    }
}
