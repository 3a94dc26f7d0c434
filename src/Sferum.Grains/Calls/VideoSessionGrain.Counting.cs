namespace Sferum.Calls;

/// <summary>This session's part in what its process measures.</summary>
internal sealed partial class VideoSessionGrain
{
    private bool _isCounted;
    private int _counted;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_isCounted)
        {
            CallMeter.Running.Add(-1);
            CallMeter.Participants.Add(-_counted);
        }

        await KeepBoard();
    }

    private void Count(int participants)
    {
        if (!_isCounted)
        {
            _isCounted = true;
            CallMeter.Running.Add(1);
        }

        CallMeter.Participants.Add(participants - _counted);
        _counted = participants;
    }
}
