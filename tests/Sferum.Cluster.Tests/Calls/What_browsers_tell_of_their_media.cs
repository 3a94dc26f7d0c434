using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sferum.District;

namespace Sferum.Calls;

/// <summary>Measures that come from clients, which may say what they like: read at the gateway's real meters.</summary>
public sealed class What_browsers_tell_of_their_media
{
    [Fact]
    public async Task Is_measured_of_whoever_is_in_and_at_most_every_ten_seconds()
    {
        var clock = new SteppedClock();
        await using var lesson = await Lesson.Open(new DistrictShape { Adjust = (_, builder) => builder.Services.AddSingleton<TimeProvider>(clock) });
        await lesson.Begin();
        using var told = new Told(lesson);
        using var wire = await Enter(lesson);

        Assert.Null(await Report(wire, lesson, "\"joinMs\":740"));
        Assert.Equal("request.too_many", await Report(wire, lesson, "\"received\":1000000"));
        clock.Step(CallLimits.ReportEach);
        Assert.Null(await Report(wire, lesson, "\"iceFailures\":1,\"received\":1500,\"lost\":30"));

        Assert.Equal(["sferum.call.ice.failures 1", "sferum.call.join.duration 0.74", "sferum.call.packets.lost 30", "sferum.call.packets.received 1500"], told.All);
    }

    [Fact]
    public async Task Is_bounded_and_nothing_of_it_counts_from_whoever_is_not_in()
    {
        await using var lesson = await Lesson.Open();
        await lesson.Begin();
        using var told = new Told(lesson);
        using var wire = await Enter(lesson);
        foreach (var nonsense in new[] { "\"joinMs\":-1", "\"joinMs\":600001", "\"iceFailures\":1001", "\"iceFailures\":-1", "\"received\":50000001", "\"lost\":-5", "\"lost\":\"all\"" })
        {
            Assert.Equal("request.malformed", await Report(wire, lesson, nonsense));
        }

        await wire.Call("out", "LeaveCall", $$"""{"callId":"{{lesson.Call}}"}""");
        await wire.Answer("out");
        Assert.Equal("call.not_in", await Report(wire, lesson, "\"received\":1"));
        Assert.Empty(told.All);
    }

    [Fact]
    public async Task Does_not_count_from_whoever_is_sent_back_to_the_lobby()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await lesson.Lead(teacher, "send_to_lobby", lesson.Students[0])).Must();
        await student.Until(static w => w.CallNews.Any(static n => n.Note == "sent_to_lobby"));

        Assert.Equal("call.not_in", (await student.Line.ReportCallAsync(new ReportCallRequest { CallId = lesson.Call })).Refusal?.Code);
    }

    /// <summary>A student comes in by a socket without any client.</summary>
    private static async Task<HubWire> Enter(Lesson lesson)
    {
        var client = await lesson.District.SignIn(lesson.Students[0]);
        var wire = await HubWire.Shake(lesson.District.Gateways[0].Address, client.Session!.AccessToken);
        await wire.Call("resume", "Resume", """{"known":[]}""");
        await wire.Answer("resume");
        await wire.Call("in", "JoinCall", $$"""{"callId":"{{lesson.Call}}","microphone":false,"camera":false}""");
        Assert.Equal(JsonValueKind.Object, (await wire.Answer("in")).GetProperty("value").ValueKind);
        return wire;
    }

    /// <summary>Tells something; null when it is taken.</summary>
    private static async Task<string?> Report(HubWire wire, Lesson lesson, string what)
    {
        var id = Guid.CreateVersion7().ToString();
        await wire.Call(id, "ReportCall", $$"""{"callId":"{{lesson.Call}}",{{what}}}""");
        var answer = await wire.Answer(id);
        return answer.TryGetProperty("refusal", out var refusal) && refusal.ValueKind == JsonValueKind.Object ? refusal.GetProperty("code").GetString() : null;
    }

    /// <summary>The gateway's clock, which goes on by itself and by steps.</summary>
    private sealed class SteppedClock : TimeProvider
    {
        private long _stepped;

        public override long GetTimestamp() => System.GetTimestamp() + Volatile.Read(ref _stepped);

        public void Step(TimeSpan time) => Interlocked.Add(ref _stepped, (long)(time.TotalSeconds * TimestampFrequency));
    }

    /// <summary>Everything but nothing that this gateway measures of what browsers tell.</summary>
    private sealed class Told : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly List<string> _all = [];
        private readonly MeterListener _listener = new();

        public Told(Lesson lesson)
        {
            var gateway = lesson.District.Gateways[0].Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == CallReports.Name && instrument.Meter.Scope == gateway)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(instrument, value));
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Note(instrument, value));
            _listener.Start();
        }

        public IEnumerable<string> All
        {
            get
            {
                lock (_lock)
                {
                    return [.. _all.Order(StringComparer.Ordinal)];
                }
            }
        }

        public void Dispose() => _listener.Dispose();

        private void Note(Instrument instrument, double value)
        {
            lock (_lock)
            {
                if (value != 0)
                {
                    _all.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instrument.Name} {value}"));
                }
            }
        }
    }
}
