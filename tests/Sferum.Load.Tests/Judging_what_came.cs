using CsCheck;
using Sferum.Load.Judging;

namespace Sferum.Load;

public sealed class Judging_what_came
{
    [Fact]
    public void Numbers_in_order_leave_nothing_to_say()
    {
        var line = Took(5, 6, 7, 8);
        Assert.Equal((0, 0, 0, 0), Verdict(line, 5, 8));
    }

    [Fact]
    public void A_number_that_never_came_is_lost_and_was_a_hole()
    {
        var line = Took(5, 6, 8, 9);
        Assert.Equal((1, 0, 0, 1), Verdict(line, 5, 9));
    }

    [Fact]
    public void A_number_that_came_late_is_out_of_order_and_not_lost()
    {
        var line = Took(5, 7, 8, 6, 9);
        Assert.Equal((0, 0, 1, 1), Verdict(line, 5, 9));
    }

    [Fact]
    public void A_number_that_came_again_is_doubled()
    {
        var line = Took(5, 6, 6, 7, 5);
        Assert.Equal((0, 2, 0, 0), Verdict(line, 5, 7));
    }

    [Fact]
    public void A_late_number_that_comes_again_is_doubled_too()
    {
        var line = Took(5, 7, 6, 6);
        Assert.Equal((0, 1, 1, 1), Verdict(line, 5, 7));
    }

    [Fact]
    public void A_loss_does_not_hide_behind_a_double()
    {
        var line = Took(1, 2, 2, 4);
        Assert.Equal((1, 1, 0, 1), Verdict(line, 1, 4));
    }

    [Fact]
    public void What_is_missing_at_the_ends_is_lost()
    {
        var line = Took(7, 8);
        Assert.Equal((4, 0, 0, 0), Verdict(line, 5, 10));
    }

    [Fact]
    public void Who_got_nothing_lost_everything()
    {
        Assert.Equal(3, new NumberLine().Lost(5, 7));
        Assert.Equal(0, new NumberLine().Lost(5, 4));
    }

    [Fact]
    public void The_first_may_come_late()
    {
        var line = Took(7, 5, 6, 8);
        Assert.Equal((0, 0, 2, 0), Verdict(line, 5, 8));
    }

    [Fact]
    public void Any_order_with_any_doubles_and_losses_is_judged_as_counting_them_says() => Gen.Int[1, 12].Array[1, 40].Sample(came =>
    {
        var line = Took([.. came.Select(static n => (long)n)]);
        Assert.Equal(12 - came.Distinct().Count(), line.Lost(1, 12));
        Assert.Equal(came.Length - came.Distinct().Count(), line.Doubled);
        Assert.Equal(came.Where((n, i) => !came.Take(i).Contains(n) && i > 0 && n < came.Take(i).Max()).Count(), line.OutOfOrder);
        Assert.Equal(came.Where((n, i) => i > 0 && n > came.Take(i).Max() + 1).Count(), line.Holes);
    });

    [Fact]
    public void On_the_wire_only_what_is_pushed_makes_a_hole()
    {
        var order = new WireOrder();
        order.Jump(5, 6);
        order.Jump(7, 7);
        order.Jump(9, 9);
        order.Jump(8, 8);
        order.Jump(10, 10);
        Assert.Equal(1, order.Holes);
        order.Forget();
        order.Jump(20, 20);
        Assert.Equal(1, order.Holes);
    }

    private static NumberLine Took(params long[] numbers)
    {
        var line = new NumberLine();
        foreach (var number in numbers)
        {
            line.Take(number);
        }

        return line;
    }

    private static (long Lost, long Doubled, long OutOfOrder, long Holes) Verdict(NumberLine line, long from, long to) =>
        (line.Lost(from, to), line.Doubled, line.OutOfOrder, line.Holes);
}
